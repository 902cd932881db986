using System.Globalization;
using System.IO.Hashing;
using System.Text;

namespace SmartDairy.Contracts.Alerts;

/// <summary>Names of alerts: the same cause, source and beginning always give the same name, so that raising one again finds the first.</summary>
public static class AlertId
{
    /// <param name="openedAt">Unix milliseconds.</param>
    /// <returns>E.g. <c>ALT-20260202125510-9f2c41d07ab3</c>: UTC to the second, and 48 bits of a hash.</returns>
    public static string Create(string ruleId, string sourceId, long openedAt)
    {
        var hash = XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{ruleId}\n{sourceId}\n{openedAt}")));
        return string.Create(
            CultureInfo.InvariantCulture, $"ALT-{DateTimeOffset.FromUnixTimeMilliseconds(openedAt):yyyyMMddHHmmss}-{hash & 0xFFFF_FFFF_FFFF:x12}");
    }
}
