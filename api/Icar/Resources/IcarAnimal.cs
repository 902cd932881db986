using SmartDairy.Contracts.Animals;

namespace SmartDairy.Api.Icar.Resources;

/// <summary>An animal, as <c>icarAnimalCoreResource</c>.</summary>
public sealed record IcarAnimal(
    IcarMeta Meta, IcarIdentifier Location, IcarIdentifier Identifier, IReadOnlyList<IcarIdentifier> AlternativeIdentifiers, string Specie, string Gender, string? BirthDate,
    IcarIdentifier? PrimaryBreed, string ManagementTag, string? Name, string Status, string? ReproductionStatus, string? LactationStatus)
    : IcarResource("icarAnimalCoreResource", Meta, Location)
{
    private const int FreshDays = 21;
    private const int EarlyDays = 100;

    /// <param name="standing">How she stands; null when nothing was told of her life.</param>
    /// <param name="now">Unix milliseconds: a registration carries no time of its own, so it counts as modified now.</param>
    internal static IcarAnimal Of(AnimalRegistration animal, AnimalStanding? standing, long now)
    {
        var others = new List<IcarIdentifier>();
        if (animal.OfficialId is not null) others.Add(IcarSchemes.Local(animal.FarmId, animal.Id));
        if (animal.TagEpc is { } tag) others.Add(new(tag, IcarSchemes.Tag));
        return new(
            IcarMeta.Of(animal.FarmId, "animal", animal.Id, now),
            IcarSchemes.Location(animal.FarmId),
            IcarSchemes.Of(animal.FarmId, animal.Id, animal),
            others,
            "Cattle",
            animal.Sex == Sex.Male ? "Male" : "Female",
            IcarJson.Time(animal.BirthDate),
            animal.Breed is { } breed ? new(breed, IcarSchemes.Breed) : null,
            animal.Id,
            animal.Name,
            standing?.DepartedAt is null ? "Alive" : "OffFarm",
            animal.Sex == Sex.Male ? null : standing?.Reproduction.ToString(),
            animal.Sex == Sex.Male ? null : Lactation(animal, standing, now));
    }

    private static string? Lactation(AnimalRegistration animal, AnimalStanding? standing, long now)
    {
        if (standing?.DriedOffAt is not null) return "Dry";
        var known = standing ?? new AnimalStanding { FarmId = animal.FarmId, AnimalId = animal.Id, CalvedAt = animal.CalvedAt };
        return known.DaysInMilk(now) switch
        {
            null => null,
            <= FreshDays => "Fresh",
            <= EarlyDays => "Early",
            _ => "Lactating",
        };
    }
}
