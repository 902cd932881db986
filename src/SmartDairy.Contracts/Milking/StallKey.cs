using System.Globalization;

namespace SmartDairy.Contracts.Milking;

/// <summary>How stalls and parlors are named among actors.</summary>
public static class StallKey
{
    /// <summary>E.g. <c>1/1/12</c>.</summary>
    public static string ForStall(int farmId, int parlorId, int stallId) => string.Create(CultureInfo.InvariantCulture, $"{farmId}/{parlorId}/{stallId}");

    /// <summary>E.g. <c>1/1</c>.</summary>
    public static string ForParlor(int farmId, int parlorId) => string.Create(CultureInfo.InvariantCulture, $"{farmId}/{parlorId}");

    /// <summary>The numbers of a key, in its order. Throws <see cref="FormatException"/> when it is none.</summary>
    public static int[] Parse(string key)
    {
        var parts = key.Split('/');
        return [.. parts.Select(part => int.Parse(part, NumberStyles.None, CultureInfo.InvariantCulture))];
    }
}
