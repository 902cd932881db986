using SmartDairy.Contracts.Animals;

namespace SmartDairy.Api.Rest.Icar;

/// <summary>An animal, as <c>icarAnimalCoreResource</c>.</summary>
public sealed record IcarAnimal(
    IcarMeta Meta, IcarIdentifier Location, IcarIdentifier Identifier, IReadOnlyList<IcarIdentifier> AlternativeIdentifiers, string Specie,
    string Gender, string? BirthDate,
    IcarIdentifier? PrimaryBreed, string ManagementTag, string? Name, string Status, string? ReproductionStatus, string? LactationStatus)
    : IcarResource("icarAnimalCoreResource", Meta, Location)
{
    private const int FreshDays = 21;
    private const int EarlyDays = 100;

    /// <param name="status">How she stands; null when nothing was told of her life.</param>
    /// <param name="now">Unix milliseconds: a registration carries no time of its own, so it counts as modified now.</param>
    internal static IcarAnimal From(AnimalRegistration animal, AnimalStatus? status, long now)
    {
        var others = new List<IcarIdentifier>();
        if (animal.OfficialId is not null)
        {
            others.Add(IcarIdentifierSchemes.CreateLocalAnimalIdentifier(animal.FarmId, animal.Id));
        }

        if (animal.TagEpc is { } tag)
        {
            others.Add(new(tag, IcarIdentifierSchemes.Tag));
        }

        return new(
            IcarMeta.Create(animal.FarmId, "animal", animal.Id, now),
            IcarIdentifierSchemes.CreateLocation(animal.FarmId),
            IcarIdentifierSchemes.CreateAnimalIdentifier(animal.FarmId, animal.Id, animal),
            others,
            "Cattle",
            animal.Sex == Sex.Male ? "Male" : "Female",
            IcarJson.FormatTime(animal.BirthDate),
            animal.Breed is { } breed ? new(breed, IcarIdentifierSchemes.Breed) : null,
            animal.Id,
            animal.Name,
            status?.DepartedAt is null ? "Alive" : "OffFarm",
            animal.Sex == Sex.Male ? null : status?.Reproduction.ToString(),
            animal.Sex == Sex.Male ? null : ToLactationStatus(animal, status, now));
    }

    private static string? ToLactationStatus(AnimalRegistration animal, AnimalStatus? standing, long now)
    {
        if (standing?.DriedOffAt is not null)
        {
            return "Dry";
        }

        var known = standing ?? new AnimalStatus { FarmId = animal.FarmId, AnimalId = animal.Id, CalvedAt = animal.CalvedAt };
        return known.DaysInMilk(now) switch
        {
            null => null,
            <= FreshDays => "Fresh",
            <= EarlyDays => "Early",
            _ => "Lactating",
        };
    }
}
