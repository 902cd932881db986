using SmartDairy.Analytics.Cows;
using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Readings;
using SmartDairy.Husbandry.Collars;

namespace SmartDairy.Husbandry.Derivation;

/// <summary>One collar: readings and the clock in, whole hours out. Readings may come in any order and more than once.</summary>
public sealed class CollarDerivation(FarmCalendar days)
{
    /// <summary>Readings that an hour needs from before it and after it: the collar's minutes are cumulative.</summary>
    public const long LeadMs = 3 * HourMs;

    private const long HourMs = 3_600_000;

    /// <summary>A collar that is silent for this long adds nothing to the hours before.</summary>
    private const long SilenceMs = 2 * HourMs;

    private readonly CollarFold _fold = new(days);
    private long? _lastReceivedAt;

    /// <summary>The calendar of the collar's farm.</summary>
    public FarmCalendar Days => days;

    /// <summary>
    /// When the silence of the collar completes its last hour if no reading comes, Unix milliseconds; null before the first reading.
    /// </summary>
    public long? NextDeadline => _lastReceivedAt + SilenceMs + 1;

    public void Add(ActivityReading reading)
    {
        _lastReceivedAt = Math.Max(_lastReceivedAt ?? long.MinValue, reading.ReceivedAt);
        _fold.Add(reading);
    }

    /// <summary>Moves the clock on, Unix milliseconds: the hours of a collar that fell silent become complete.</summary>
    public void Advance(long now)
    {
        if (now >= NextDeadline)
        {
            _fold.Advance(now);
        }
    }

    /// <summary>No further reading comes: the hours that ended well before that time (Unix milliseconds) are complete.</summary>
    public void Complete(long now) => _fold.Advance(now);

    /// <summary>The hours that became complete, or changed, since the last call; in order.</summary>
    public IReadOnlyList<CollarHour> DrainHours() => _fold.DrainHours();

    /// <summary>
    /// The hours (since 1970-01-01T00:00Z) since the last call that readings came too late for: <see cref="CollarRederivation"/> derives
    /// them from history.
    /// </summary>
    public IReadOnlyList<long> DrainLateHours() => _fold.DrainLateHours();
}
