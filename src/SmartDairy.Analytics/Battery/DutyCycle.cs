namespace SmartDairy.Analytics.Battery;

/// <summary>Battery life from the device's duty cycle. The device sleeps for the rest of each hour.</summary>
public static class DutyCycle
{
    /// <summary>Mean current over an hour, mA.</summary>
    /// <param name="states">The active states; together they take at most one hour per hour.</param>
    /// <param name="sleepMilliAmps">Current while asleep, mA, 0 or more.</param>
    /// <exception cref="ArgumentException">A number is out of its range, or the states take more than an hour per hour.</exception>
    public static double MeanMilliAmps(IReadOnlyList<DutyState> states, double sleepMilliAmps)
    {
        Require(double.IsFinite(sleepMilliAmps) && sleepMilliAmps >= 0, "The sleep current must be 0 or more.");
        var (busy, charge) = (0.0, 0.0);
        foreach (var state in states)
        {
            Require(double.IsFinite(state.MilliAmps) && state.MilliAmps >= 0, "A current must be 0 or more.");
            Require(state.Duration > TimeSpan.Zero && double.IsFinite(state.PerHour)
                && state.PerHour >= 0, "A state must last longer than 0 and occur 0 or more times an hour.");
            var share = state.Duration.TotalHours * state.PerHour;
            busy += share;
            charge += share * state.MilliAmps;
        }

        Require(busy <= 1 + 1e-9, "The states take more than one hour per hour.");
        return charge + (Math.Max(1 - busy, 0) * sleepMilliAmps);
    }

    /// <summary>Battery life in days, from full to empty.</summary>
    /// <param name="capacityMilliAmpHours">mAh, above 0.</param>
    /// <param name="meanMilliAmps">mA, 0 or more.</param>
    /// <param name="selfDischarge">Share of the capacity lost to self-discharge in a year, 0 to below 1. About 0.01 for lithium; the
    /// default is 0.</param>
    /// <returns>Infinite when there is neither current nor self-discharge.</returns>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public static double Days(double capacityMilliAmpHours, double meanMilliAmps, double selfDischarge = 0)
    {
        Require(double.IsFinite(capacityMilliAmpHours) && capacityMilliAmpHours > 0, "The capacity must be above 0.");
        Require(double.IsFinite(meanMilliAmps) && meanMilliAmps >= 0, "The mean current must be 0 or more.");
        Require(selfDischarge is >= 0 and < 1, "The self-discharge must be from 0 to below 1.");
        var perDay = (meanMilliAmps * 24) + (capacityMilliAmpHours * selfDischarge / 365.25);
        return perDay == 0 ? double.PositiveInfinity : capacityMilliAmpHours / perDay;
    }

    private static void Require(bool condition, string sentence)
    {
        if (!condition)
        {
            throw new ArgumentException(sentence);
        }
    }
}
