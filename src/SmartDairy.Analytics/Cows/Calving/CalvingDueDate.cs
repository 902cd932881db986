using SmartDairy.Analytics.Cows.Observations;

namespace SmartDairy.Analytics.Cows.Calving;

/// <summary>The expected calving of a cow.</summary>
internal static class CalvingDueDate
{
    /// <summary>
    /// Due date in Unix milliseconds; null when no insemination since the last calving is known, or a negative pregnancy check or an
    /// abortion followed it.
    /// </summary>
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

    /// <summary>Probability a day that signs of calving begin; NaN when the cow is not near calving.</summary>
    public static double OnsetRatePerDay(CowObservations cow, long at)
    {
        var options = cow.Options.Calving;
        if (Estimate(cow, at) is { } due)
        {
            var daysPastDue = (at - due) / (double)UnixTime.DayMs;
            if (Math.Abs(daysPastDue) > options.WindowDays)
            {
                return double.NaN;
            }

            // Hazard of a cow that has not calved: about the normal density, doubled once the due date is past.
            var z = daysPastDue / options.GestationSpread;
            return Math.Max(0.01, Math.Exp(-z * z / 2) / (options.GestationSpread * 2.5)) * (daysPastDue > 0 ? 2 : 1);
        }

        return cow.Life.IsDry(at) && cow.Life.LastBefore(LifeEventKind.DryOff, at) is { } dried
            && at - dried > options.DryDays * UnixTime.DayMs
            ? options.DryCalvingRatePerDay
            : double.NaN;
    }
}
