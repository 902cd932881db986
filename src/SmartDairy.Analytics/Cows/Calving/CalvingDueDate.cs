using SmartDairy.Analytics.Cows.Observations;

namespace SmartDairy.Analytics.Cows.Calving;

/// <summary>When she is to calve.</summary>
internal static class CalvingDueDate
{
    /// <summary>Unix milliseconds; null when no insemination of this pregnancy is known, or a check found none.</summary>
    public static long? Estimate(CowObservations cow, long at)
    {
        var life = cow.Life;
        if (life.LastBefore(LifeEventKind.Insemination, at) is not { } inseminated || life.LastCalvingBefore(at) > inseminated
            || life.LastBefore(LifeEventKind.NotPregnant, at) > inseminated || life.LastBefore(LifeEventKind.Abortion, at) > inseminated)
        {
            return null;
        }

        return inseminated + (long)(cow.Options.Calving.GestationDays * UnixTime.DayMs);
    }

    /// <summary>Chance a day that the signs begin; NaN when she is not near her time.</summary>
    public static double OnsetRatePerDay(CowObservations cow, long at)
    {
        var options = cow.Options.Calving;
        if (Estimate(cow, at) is { } due)
        {
            var off = (at - due) / (double)UnixTime.DayMs;
            if (Math.Abs(off) > options.WindowDays)
            {
                return double.NaN;
            }

            // Of those that have not calved yet: about the density of the normal distribution, and no less once it is past.
            var z = off / options.GestationSpread;
            return Math.Max(0.01, Math.Exp(-z * z / 2) / (options.GestationSpread * 2.5)) * (off > 0 ? 2 : 1);
        }

        return cow.Life.IsDry(at) && cow.Life.LastBefore(LifeEventKind.DryOff, at) is { } dried && at - dried > options.DryDays * UnixTime.DayMs
            ? options.DryCalvingRatePerDay
            : double.NaN;
    }
}
