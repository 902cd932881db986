using System.Globalization;
using SmartDairy.Contracts.Readings;

namespace SmartDairy.Contracts.Rfid;

/// <summary>Names of the places of RFID readers.</summary>
public static class TagPlace
{
    private const string Gate = "gate/";
    private const string Area = "area/";

    /// <summary>The place of a reading, <c>gate/NORTH</c> or <c>area/BUNK-1</c>; null when the reading has no place.</summary>
    public static string? FromReading(TagReading reading)
        => reading.PlaceId is null ? null : (reading.Sighting == SightingKind.Gate ? Gate : Area) + reading.PlaceId;

    public static string ForGate(string gateId) => Gate + gateId;

    public static string ForArea(string areaId) => Area + areaId;

    public static bool IsGate(string place) => place.StartsWith(Gate, StringComparison.Ordinal);

    /// <summary>The grain key of a place, e.g. <c>1/gate/NORTH</c>.</summary>
    public static string FormatGrainKey(int farmId, string place) => string.Create(CultureInfo.InvariantCulture, $"{farmId}/{place}");

    /// <summary>The farm and the place of a grain key.</summary>
    /// <exception cref="FormatException">The text is not such a key.</exception>
    public static (int FarmId, string Place) ParseGrainKey(string key)
    {
        var slash = key.IndexOf('/');
        return slash > 0
            ? (int.Parse(key.AsSpan(0, slash), NumberStyles.None, CultureInfo.InvariantCulture), key[(slash + 1)..])
            : throw new FormatException($"'{key}' is not a grain key of a place; expected e.g. 1/gate/NORTH.");
    }
}
