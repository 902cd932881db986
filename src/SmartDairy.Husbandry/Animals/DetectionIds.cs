using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SmartDairy.Analytics.Cows;

namespace SmartDairy.Husbandry.Animals;

/// <summary>Ids of an animal's detections, the same when a detection is found again.</summary>
internal static class DetectionIds
{
    private const int MaxAnimalIdLength = 28;

    /// <summary>
    /// Such as <c>heat_COW-7_20260302T040000</c> or <c>mastitis_COW-7_20260302T040000_RF</c>; a long animal id is replaced by its hash.
    /// </summary>
    public static string Create(string animalId, Finding finding)
    {
        var animal = animalId.Length <= MaxAnimalIdLength ? animalId : Hash(animalId);
        var key = DateTimeOffset.FromUnixTimeMilliseconds(finding.Key).UtcDateTime;
        var quarter = finding.Quarter is { } q ? $"_{(Contracts.Milking.Quarter)q}" : "";
        var variant = finding.Detector.StartsWith("mastitis-single", StringComparison.Ordinal) ? "_M" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{Name(finding.Kind)}_{animal}_{key:yyyyMMdd'T'HHmmss}{quarter}{variant}");
    }

    private static string Hash(string text)
        => BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)))
        .ToString("x16", CultureInfo.InvariantCulture);

    private static string Name(FindingKind kind) => kind switch
    {
        FindingKind.Estrus => "heat",
        FindingKind.Mastitis => "mastitis",
        FindingKind.Illness => "illness",
        FindingKind.HeatStress => "heat-stress",
        FindingKind.Calving => "calving",
        FindingKind.NoMovement => "no-movement",
        _ => "lameness",
    };
}
