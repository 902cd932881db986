using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Milking;
using SmartDairy.Contracts.Readings;
using SmartDairy.Husbandry.Milking;

namespace SmartDairy.Husbandry.Derivation;

/// <summary>
/// Derives one meter's milkings from history. Messages from <see cref="ReadFrom"/> to <see cref="ReadTo"/> go in; <see cref="Complete"/>
/// returns the milkings.
/// </summary>
public sealed class MilkingCatchUp
{
    private const long HourMs = 3_600_000;

    /// <summary>How far back a stall remembers milkings.</summary>
    private const long WindowMs = 24 * HourMs;

    /// <summary>Read in addition, so that a milking at the edge is not derived from a part of its messages.</summary>
    private const long LeadMs = 2 * HourMs;

    /// <summary>A beginning that a late message names may be off by this much.</summary>
    private const long ToleranceMs = HourMs;

    private readonly Func<MilkingSession, bool> _isInside;
    private readonly long? _forgetUntil;

    private MilkingCatchUp(MilkingFold fold, long readFrom, long readTo, Func<MilkingSession, bool> isInside, long? forgetUntil)
        => (Fold, ReadFrom, ReadTo, _isInside, _forgetUntil) = (fold, readFrom, readTo, isInside, forgetUntil);

    /// <summary>Unix milliseconds, inclusive.</summary>
    public long ReadFrom { get; }

    /// <summary>Unix milliseconds, exclusive.</summary>
    public long ReadTo { get; }

    internal MilkingFold Fold { get; }

    /// <summary>The last day, for a stall that begins: it goes on with <see cref="StallDerivation.AddMeter"/>.</summary>
    public static MilkingCatchUp ToNow(FarmCalendar days, long now)
        => new(StallDerivation.CreateFold(days), now - WindowMs - LeadMs, long.MaxValue, static _ => true, now - WindowMs);

    /// <summary>The milkings between two beginnings (Unix milliseconds) that messages came too late for.</summary>
    public static MilkingCatchUp Between(FarmCalendar days, long firstStart, long lastStart)
        => new(
            new MilkingFold(days, new() { MaxMilkings = int.MaxValue }),
            firstStart - LeadMs - ToleranceMs,
            lastStart + LeadMs + ToleranceMs,
            milking => milking.StartedAt >= firstStart - ToleranceMs && milking.StartedAt <= lastStart + ToleranceMs,
            null);

    public void Add(MilkingReading reading) => Fold.Add(reading);

    /// <summary>The milkings as they are known at that time, Unix milliseconds.</summary>
    public IReadOnlyList<MilkingSession> Complete(long now)
    {
        if (_forgetUntil is { } until)
        {
            Fold.ForgetUntil(until);
        }

        Fold.Advance(now);
        return [.. Fold.DrainMilkings().Where(_isInside)];
    }
}
