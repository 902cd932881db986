using SmartDairy.Analytics.Cows;

namespace SmartDairy.Husbandry.Collars;

/// <summary>
/// Derives one hour from a collar's messages. Minutes are counters that restart at the farm's midnight: the difference of two messages is
/// spread evenly over the time between them, and the value of the first message of a day over the time since midnight.
/// </summary>
internal static class CollarHourCalculator
{
    public const long HourMs = 3_600_000;

    /// <summary>The longest time between two messages that their difference is spread over.</summary>
    public const long MaxGapMs = 6 * HourMs;

    /// <summary>The shortest known part of an hour that counts for the whole hour, milliseconds.</summary>
    private const double MinCoveredMs = 20 * 60_000;

    /// <param name="reports">In order of time, including those around the hour.</param>
    /// <returns>Null when nothing is known of the hour.</returns>
    public static CollarHour? Calculate(ReadOnlySpan<CollarReport> reports, long hour)
    {
        var begin = hour * HourMs;
        var end = begin + HourMs;
        var first = FirstFrom(reports, begin);
        double activity = 0, temperature = 0;
        int scores = 0, temperatures = 0, count = 0;
        var i = first;
        for (; i < reports.Length && reports[i].Time < end; i++)
        {
            ref readonly var report = ref reports[i];
            count++;
            if (!float.IsNaN(report.Activity))
            {
                activity += report.Activity;
                scores++;
            }

            if (!float.IsNaN(report.Temperature))
            {
                temperature += report.Temperature;
                temperatures++;
            }
        }

        CounterShare rumination = default, eating = default, resting = default;
        var before = LastWithMinutes(reports, first);
        for (var at = first; at < reports.Length; at++)
        {
            ref readonly var report = ref reports[at];
            if (!report.HasMinutes)
            {
                continue;
            }

            var known = before >= 0;
            var old = known ? reports[before] : default;
            rumination.Add(known, old.Time, old.Midnight, old.Rumination, report.Time, report.Midnight, report.Rumination, begin, end);
            eating.Add(known, old.Time, old.Midnight, old.Eating, report.Time, report.Midnight, report.Eating, begin, end);
            resting.Add(known, old.Time, old.Midnight, old.Resting, report.Time, report.Midnight, report.Resting, begin, end);
            before = at;
            if (report.Time >= end)
            {
                break;
            }
        }

        if (count == 0 && !(rumination.IsKnown || eating.IsKnown || resting.IsKnown))
        {
            return null;
        }

        return new CollarHour(
            hour,
            scores == 0 ? double.NaN : activity / scores,
            rumination.MinutesPerHour(),
            eating.MinutesPerHour(),
            resting.MinutesPerHour(),
            temperatures == 0 ? double.NaN : temperature / temperatures,
            count);
    }

    private static int FirstFrom(ReadOnlySpan<CollarReport> reports, long time)
    {
        int low = 0, high = reports.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (reports[middle].Time < time)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private static int LastWithMinutes(ReadOnlySpan<CollarReport> reports, int before)
    {
        for (var i = before - 1; i >= 0; i--)
        {
            if (reports[i].HasMinutes)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>One counter's share of the hour.</summary>
    private struct CounterShare
    {
        private double _minutes;
        private double _covered;

        public readonly bool IsKnown => _covered >= MinCoveredMs;

        public readonly double MinutesPerHour() => IsKnown ? Math.Min(60, _minutes / _covered * HourMs) : double.NaN;

        public void Add(bool known, long from, long fromMidnight, float was, long to, long midnight, float now, long begin, long end)
        {
            if (float.IsNaN(now))
            {
                return;
            }

            double amount;
            if (known && fromMidnight == midnight && !float.IsNaN(was))
            {
                // A counter that fell was restarted in between, and counts from there.
                amount = now >= was ? now - was : now;
            }
            else if (known && from >= midnight)
            {
                return;
            }
            else
            {
                (from, amount) = (midnight, now);
            }

            var span = to - from;
            if (span <= 0 || span > MaxGapMs)
            {
                return;
            }

            var overlap = Math.Min(to, end) - Math.Max(from, begin);
            if (overlap > 0)
            {
                _minutes += Math.Min(amount, span / 60_000.0) * overlap / span;
                _covered += overlap;
            }
        }
    }
}
