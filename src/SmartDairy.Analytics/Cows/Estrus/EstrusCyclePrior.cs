using SmartDairy.Analytics.Cows.Calving;
using SmartDairy.Analytics.Cows.Observations;

namespace SmartDairy.Analytics.Cows.Estrus;

/// <summary>Prior probability of a heat in an hour, before anything is measured.</summary>
internal static class EstrusCyclePrior
{
    /// <summary>Probability that an episode begins in an hour.</summary>
    /// <param name="lastHeat">Start of the last detected heat, Unix milliseconds; 0 for none.</param>
    public static double OnsetProbability(CowObservations cow, long at, long lastHeat)
    {
        var options = cow.Options.Estrus;
        var rate = options.ExpectedPerDay / 24;
        var life = cow.Life;
        if (life.IsPregnant(at))
        {
            return rate * options.PregnantFactor;
        }

        var days = DaysSinceLastEstrus(life, at, lastHeat);
        if (days > 2 * options.CycleDays)
        {
            return rate;
        }

        var cycleOffset = (days - options.CycleDays) / options.CycleDaysSpread;
        var expected = Math.Exp(-cycleOffset * cycleOffset / 2) * options.CycleDays / (options.CycleDaysSpread * Math.Sqrt(2 * Math.PI));
        return rate * (days < options.CycleDays - 7 ? options.TooSoonFactor : Math.Max(0.5, expected));
    }

    /// <summary>Whether the cow is dry, near calving or freshly calved; signs of heat then have another cause.</summary>
    public static bool IsExcluded(CowObservations cow, long at)
        => cow.Life.IsDry(at) || cow.Life.DaysInMilk(at) < cow.Options.Estrus.MinDaysAfterCalving
        || !double.IsNaN(CalvingDueDate.OnsetRatePerDay(cow, at));

    /// <summary>
    /// Days since the last heat or insemination; inseminations of the last two days are ignored. Infinite when none is known.
    /// </summary>
    public static double DaysSinceLastEstrus(LifeEventLog life, long at, long lastHeat)
    {
        var inseminated = life.LastBefore(LifeEventKind.Insemination, at - (2 * UnixTime.DayMs)) ?? 0;
        var last = Math.Max(lastHeat, inseminated);
        return last == 0 || life.LastCalvingBefore(at) > last ? double.PositiveInfinity : (at - last) / (double)UnixTime.DayMs;
    }
}
