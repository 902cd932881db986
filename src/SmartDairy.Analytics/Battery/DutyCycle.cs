namespace SmartDairy.Analytics.Battery;

/// <summary>How long a battery lasts by what the device does. What the states leave of an hour is slept through.</summary>
public static class DutyCycle
{
    /// <summary>mA, the mean over an hour.</summary>
    /// <param name="states">Together at most an hour of each hour.</param>
    /// <param name="sleepMilliAmps">mA while nothing is done, 0 or more.</param>
    /// <exception cref="ArgumentException">A number is out of its bounds, or the states take longer than there is time.</exception>
    public static double MeanMilliAmps(IReadOnlyList<DutyState> states, double sleepMilliAmps)
    {
        Require(double.IsFinite(sleepMilliAmps) && sleepMilliAmps >= 0, "The current asleep must be 0 or more.");
        var (busy, drawn) = (0.0, 0.0);
        foreach (var state in states)
        {
            Require(double.IsFinite(state.MilliAmps) && state.MilliAmps >= 0, "A current must be 0 or more.");
            Require(state.Duration > TimeSpan.Zero && double.IsFinite(state.PerHour) && state.PerHour >= 0, "A state must take time, and occur 0 times an hour or more.");
            var share = state.Duration.TotalHours * state.PerHour;
            busy += share;
            drawn += share * state.MilliAmps;
        }

        Require(busy <= 1 + 1e-9, "The states take longer than an hour in each hour.");
        return drawn + (Math.Max(1 - busy, 0) * sleepMilliAmps);
    }

    /// <summary>Days from full to empty.</summary>
    /// <param name="capacityMilliAmpHours">mAh, above 0.</param>
    /// <param name="meanMilliAmps">mA, 0 or more.</param>
    /// <param name="selfDischarge">Share of the capacity lost a year by itself, 0 to below 1: about 0.01 for lithium.</param>
    /// <returns>Infinite when nothing is drawn.</returns>
    /// <exception cref="ArgumentException">A number is out of its bounds.</exception>
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
        if (!condition) throw new ArgumentException(sentence);
    }
}
