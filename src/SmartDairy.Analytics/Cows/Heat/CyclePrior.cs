using SmartDairy.Analytics.Cows.Calving;
using SmartDairy.Analytics.Cows.Memory;

namespace SmartDairy.Analytics.Cows.Heat;

/// <summary>How much a heat is to be expected in an hour, before anything is measured.</summary>
internal static class CyclePrior
{
    /// <summary>Probability that an episode begins in an hour.</summary>
    /// <param name="lastHeat">When the last one that was found began, Unix milliseconds; 0 for none.</param>
    public static double Of(CowMemory cow, long at, long lastHeat)
    {
        var options = cow.Options.Heat;
        var rate = options.Rate / 24;
        var life = cow.Life;
        if (life.IsPregnant(at))
        {
            return rate * options.Pregnant;
        }

        var days = DaysSince(life, at, lastHeat);
        if (days > 2 * options.Cycle)
        {
            return rate;
        }

        var off = (days - options.Cycle) / options.CycleSpread;
        var expected = Math.Exp(-off * off / 2) * options.Cycle / (options.CycleSpread * Math.Sqrt(2 * Math.PI));
        return rate * (days < options.Cycle - 7 ? options.TooSoon : Math.Max(0.5, expected));
    }

    /// <summary>She is dry, near her time or has just calved: what looks like a heat is something else.</summary>
    public static bool IsOutOfQuestion(CowMemory cow, long at)
        => cow.Life.IsDry(at) || cow.Life.DaysInMilk(at) < cow.Options.Heat.AfterCalving || !double.IsNaN(DueDate.Rate(cow, at));

    /// <summary>Days since her last heat or insemination, those of the last day left out; infinite when none is known.</summary>
    public static double DaysSince(LifeLine life, long at, long lastHeat)
    {
        var inseminated = life.Last(LifeEventKind.Insemination, at - (2 * Time.Day)) ?? 0;
        var last = Math.Max(lastHeat, inseminated);
        return last == 0 || life.Calved(at) > last ? double.PositiveInfinity : (at - last) / (double)Time.Day;
    }
}
