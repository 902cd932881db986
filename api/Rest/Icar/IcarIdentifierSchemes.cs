using System.Globalization;
using SmartDairy.Contracts.Animals;

namespace SmartDairy.Api.Rest.Icar;

/// <summary>Whose numbers stand in identifiers.</summary>
internal static class IcarIdentifierSchemes
{
    /// <summary>Of a location: the farm's number.</summary>
    public const string Farm = "smartdairy.farm";

    /// <summary>
    /// Of an animal that no authority names: the farm's number and her id, since ids are unique on a farm only, e.g. <c>1/COW-7</c>.
    /// </summary>
    public const string Animal = "smartdairy.animal";

    /// <summary>Of a breed: what people wrote.</summary>
    public const string Breed = "smartdairy.breed";

    /// <summary>Of an ear tag: its electronic product code.</summary>
    public const string Tag = "org.gs1.epc";

    public static IcarIdentifier CreateLocation(int farmId) => new(farmId.ToString(CultureInfo.InvariantCulture), Farm);

    /// <summary>What she is called in every message: as an authority names her, else by the farm's own id.</summary>
    public static IcarIdentifier CreateAnimalIdentifier(int farmId, string animalId, AnimalRegistration? animal) =>
        animal?.OfficialId is { } official ? new(official.Id, official.Scheme) : CreateLocalAnimalIdentifier(farmId, animalId);

    public static IcarIdentifier CreateLocalAnimalIdentifier(int farmId, string animalId)
        => new(string.Create(CultureInfo.InvariantCulture, $"{farmId}/{animalId}"), Animal);
}
