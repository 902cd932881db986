using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SmartDairy.Contracts.Readings;

namespace SmartDairy.Husbandry.Milking;

/// <summary>Ids of milkings, the same whenever the same messages are folded again.</summary>
internal static class MilkingIds
{
    /// <summary>
    /// An id from the meter's session name and the farm's day, since a meter may restart its names every day; without a name from the
    /// beginning.
    /// </summary>
    public static string Create(string deviceId, string? sessionId, int farmDay, long startedAt)
        => sessionId is null
            ? Hash(string.Create(CultureInfo.InvariantCulture, $"{deviceId}\n@{startedAt}"))
            : Hash(string.Create(CultureInfo.InvariantCulture, $"{deviceId}\n{farmDay}\n{sessionId}"));

    /// <summary>The identity of a message within its meter.</summary>
    public static ulong MessageKey(MilkingReading reading) => ReadingKey.Create(reading);

    private static string Hash(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return string.Concat("milking-", Convert.ToHexStringLower(hash[..12]));
    }
}
