using System.Globalization;
using System.Text;
using SmartDairy.Contracts.Readings;

namespace SmartDairy.Husbandry.Sensors;

/// <summary>
/// Keeps the raw values and the calibrations that corrected them among the reading's extra fields:
/// <c>{"raw":{"temperature_c":22.7},"calibration":{"temperature_c":3}}</c>.
/// </summary>
internal static class RawValueExtra
{
    /// <param name="extra">The extra fields so far, one JSON object; null for none.</param>
    /// <param name="corrected">Metric, raw value, version.</param>
    public static string Append(string? extra, IReadOnlyList<(Metric Metric, double Raw, int Version)> corrected)
    {
        var text = new StringBuilder(extra is { Length: > 2 } ? extra.Length + 64 : 64);
        if (extra is { Length: > 2 })
        {
            text.Append(extra.AsSpan(0, extra.LastIndexOf('}'))).Append(',');
        }
        else
        {
            text.Append('{');
        }

        text.Append("\"raw\":{");
        for (var i = 0; i < corrected.Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? "" : ",")}\"{corrected[i].Metric.Name}\":{corrected[i].Raw:R}");
        }

        text.Append("},\"calibration\":{");
        for (var i = 0; i < corrected.Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? "" : ",")}\"{corrected[i].Metric.Name}\":{corrected[i].Version}");
        }

        return text.Append("}}").ToString();
    }
}
