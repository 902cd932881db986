using SmartDairy.Analytics.Cows;
using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Readings;
using SmartDairy.Husbandry.Collars;

namespace SmartDairy.Husbandry.Derivation;

/// <summary>
/// Derives the whole hours of one collar in a span from history. Readings from <see cref="ReadFrom"/> to <see cref="ReadTo"/> go in, in
/// order of time; <see cref="Complete"/> returns the hours.
/// </summary>
/// <param name="from">Unix milliseconds, inclusive.</param>
/// <param name="to">Unix milliseconds, exclusive; null for all there is.</param>
public sealed class CollarRederivation(FarmCalendar days, long from, long? to)
{
    private const long HourMs = 3_600_000;
    private readonly CollarFold _fold = new(days);
    private readonly SortedDictionary<long, CollarHour> _hours = [];

    /// <summary>Unix milliseconds, inclusive.</summary>
    public long ReadFrom => from - CollarDerivation.LeadMs;

    /// <summary>Unix milliseconds, exclusive.</summary>
    public long ReadTo => to + CollarDerivation.LeadMs ?? long.MaxValue;

    public void Add(IReadOnlyList<Reading> readings)
    {
        foreach (var reading in readings)
        {
            if (reading is ActivityReading activity)
            {
                _fold.Add(activity);
            }
        }

        Collect();
    }

    /// <summary>The hours wholly inside the span that are complete at that time (Unix milliseconds), in order.</summary>
    public IReadOnlyList<CollarHour> Complete(long now)
    {
        _fold.Advance(Math.Min(now, ReadTo));
        Collect();
        return [.. _hours.Values];
    }

    private void Collect()
    {
        foreach (var hour in _fold.DrainHours())
        {
            if (hour.Hour * HourMs >= from && (to is null || (hour.Hour + 1) * HourMs <= to))
            {
                _hours[hour.Hour] = hour;
            }
        }
    }
}
