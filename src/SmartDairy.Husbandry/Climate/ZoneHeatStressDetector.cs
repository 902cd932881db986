using System.Globalization;
using SmartDairy.Analytics.Cows;
using SmartDairy.Contracts.Detections;

namespace SmartDairy.Husbandry.Climate;

/// <summary>
/// Detects heat stress of a place. It opens with the second hour in a row with a temperature-humidity index of at least 72 (moderate
/// stress; milk yield falls from 68 on), and ends after three hours below 68. The score is the sum of the THI above 68 over the hours.
/// </summary>
public sealed class ZoneHeatStressDetector(int farmId, string place)
{
    private const double Moderate = 72;
    private const double Mild = 68;
    private const long HourMs = 3_600_000;
    private const int HoursToOpen = 2;
    private const int HoursToEnd = 3;
    private Detection? _open;
    private int _hot;
    private int _cool;
    private double _load;

    /// <summary>Adds the next hour.</summary>
    /// <returns>The detection when it opened, changed or ended; null when nothing changed.</returns>
    public Detection? Add(in ClimateHour hour)
    {
        _hot = hour.Thi >= Moderate ? _hot + 1 : 0;
        _cool = hour.Thi < Mild ? _cool + 1 : 0;
        var end = (hour.Hour + 1) * HourMs;
        if (_open is null)
        {
            _load = _hot > 0 ? _load + hour.Thi - Mild : 0;
            return _hot < HoursToOpen ? null : _open = Found(hour, end);
        }

        _load += Math.Max(0, hour.Thi - Mild);
        if (_cool >= HoursToEnd)
        {
            var over = _open with { State = DetectionState.Ended, EndedAt = end - (HoursToEnd * HourMs), Score = _load };
            (_open, _load) = (null, 0);
            return over;
        }

        if (_hot == 0)
        {
            return null;
        }

        return _open = _open with
        {
            Score = _load,
            PeakAt = hour.Thi > _open.Reasons[0].Value
                ? end
                : _open.PeakAt,
            Reasons = hour.Thi > _open.Reasons[0].Value ? [Reason(hour.Thi)] : _open.Reasons
        };
    }

    private Detection Found(in ClimateHour hour, long end)
    {
        var begin = end - (HoursToOpen * HourMs);
        return new Detection
        {
            Id = string.Create(CultureInfo.InvariantCulture,
                $"heat-zone_{place.Replace('/', '-')}_{DateTimeOffset.FromUnixTimeMilliseconds(begin).UtcDateTime:yyyyMMdd'T'HHmm}"),
            FarmId = farmId,
            Kind = DetectionKind.HeatStress,
            SubjectType = "zone",
            SubjectId = place,
            StartedAt = begin,
            DetectedAt = end,
            PeakAt = end,
            State = DetectionState.Open,
            Certainty = 0.95,
            Score = _load,
            Detector = "zone-heat/1",
            Reasons = [Reason(hour.Thi)],
        };
    }

    private static DetectionReason Reason(double thi) => new(
        "thi", thi, Mild, 1,
        string.Create(CultureInfo.InvariantCulture,
            $"The temperature-humidity index is {thi:0.0}; milk falls from 68 on, and from 72 on cows suffer."));
}
