using System.Globalization;
using System.IO.Hashing;
using System.Text;

namespace SmartDairy.Contracts.Alerts;

/// <summary>
/// Creates alert ids. The same rule, source and opening time always give the same id, so that raising an alert again finds the existing
/// one.
/// </summary>
public static class AlertId
{
    /// <param name="openedAt">Opening time, Unix milliseconds.</param>
    /// <returns>E.g. <c>ALT-20260202125510-9f2c41d07ab3</c>: UTC to the second and 48 bits of a hash.</returns>
    public static string Create(string ruleId, string sourceId, long openedAt)
    {
        var hash =
            XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{ruleId}\n{sourceId}\n{openedAt}")));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"ALT-{DateTimeOffset.FromUnixTimeMilliseconds(openedAt):yyyyMMddHHmmss}-{hash & 0xFFFF_FFFF_FFFF:x12}");
    }
}
