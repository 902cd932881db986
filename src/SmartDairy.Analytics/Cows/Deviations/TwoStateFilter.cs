namespace SmartDairy.Analytics.Cows.Deviations;

/// <summary>A filter of two states, as logarithms of odds: well or not, in estrus or not.</summary>
internal static class TwoStateFilter
{
    /// <summary>Certainty is never more than that: 1 in 160,000.</summary>
    private const double MaxLogOdds = 12;

    public static double LogOdds(double probability) => Math.Log(probability / (1 - probability));

    public static double Probability(double logOdds) => 1 / (1 + Math.Exp(-logOdds));

    /// <summary>One step on: the state may begin or end, then evidence speaks.</summary>
    /// <param name="begins">Probability that it begins in a step.</param>
    /// <param name="ends">Probability that it ends in a step.</param>
    /// <param name="evidence">Logarithm of how much likelier what was seen is in the state than not.</param>
    public static double Step(double logOdds, double begins, double ends, double evidence)
    {
        var before = Probability(logOdds);
        return Math.Clamp(LogOdds((before * (1 - ends)) + ((1 - before) * begins)) + evidence, -MaxLogOdds, MaxLogOdds);
    }

    /// <summary>Logarithm of how much likelier a value is around <paramref name="mean"/> than around 0, where one ordinary value in twenty is odd.</summary>
    /// <param name="value">As far from what is usual as it is.</param>
    /// <param name="sd">Standard deviation of ordinary values.</param>
    /// <param name="mean">Of values in the state.</param>
    /// <param name="meanSd">How much that mean differs from case to case.</param>
    public static double LogLikelihoodRatio(double value, double sd, double mean, double meanSd)
        => LogDensity(value - mean, Math.Sqrt((sd * sd) + (meanSd * meanSd)))
            - Math.Log((0.95 * Math.Exp(LogDensity(value, sd))) + (0.05 * Math.Exp(LogDensity(value, 2.5 * sd))) + 1e-12);

    private static double LogDensity(double off, double sd) => (-0.5 * (off / sd) * (off / sd)) - Math.Log(sd);
}
