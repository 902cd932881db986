using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SmartDairy.Contracts.Readings;

namespace SmartDairy.Husbandry.Milking;

/// <summary>Names of milkings, the same whenever the same messages are put together again.</summary>
internal static class MilkingIds
{
    /// <summary>By the meter's name for it and the farm's day, because a meter may count from one again every day; without a name by its beginning.</summary>
    public static string Create(string deviceId, string? sessionId, int farmDay, long startedAt)
        => sessionId is null
            ? Hash(string.Create(CultureInfo.InvariantCulture, $"{deviceId}\n@{startedAt}"))
            : Hash(string.Create(CultureInfo.InvariantCulture, $"{deviceId}\n{farmDay}\n{sessionId}"));

    /// <summary>Of a message within its meter.</summary>
    public static ulong MessageKey(MilkingReading reading) => ReadingKey.Create(reading);

    private static string Hash(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return string.Concat("milking-", Convert.ToHexStringLower(hash[..12]));
    }
}
