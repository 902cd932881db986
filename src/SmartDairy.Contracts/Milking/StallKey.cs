using System.Globalization;

namespace SmartDairy.Contracts.Milking;

/// <summary>Grain keys of stalls and parlors.</summary>
public static class StallKey
{
    /// <summary>The grain key of a stall, e.g. <c>1/1/12</c>.</summary>
    public static string ForStall(int farmId, int parlorId, int stallId)
        => string.Create(CultureInfo.InvariantCulture, $"{farmId}/{parlorId}/{stallId}");

    /// <summary>The grain key of a parlor, e.g. <c>1/1</c>.</summary>
    public static string ForParlor(int farmId, int parlorId) => string.Create(CultureInfo.InvariantCulture, $"{farmId}/{parlorId}");

    /// <summary>The numbers of a grain key in their order.</summary>
    /// <exception cref="FormatException">The text is not such a key.</exception>
    public static int[] Parse(string key)
    {
        var parts = key.Split('/');
        return [.. parts.Select(part => int.Parse(part, NumberStyles.None, CultureInfo.InvariantCulture))];
    }
}
