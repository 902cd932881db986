namespace SmartDairy.Analytics.Cows.Deviations;

/// <summary>Two-state filter in log odds, such as ill or well, in estrus or not.</summary>
internal static class TwoStateFilter
{
    /// <summary>Bound of certainty: odds of about 160,000 to 1.</summary>
    private const double MaxLogOdds = 12;

    public static double LogOdds(double probability) => Math.Log(probability / (1 - probability));

    public static double Probability(double logOdds) => 1 / (1 + Math.Exp(-logOdds));

    /// <summary>One step: the state may begin or end, then the evidence is applied.</summary>
    /// <param name="begins">Probability that the state begins in a step.</param>
    /// <param name="ends">Probability that the state ends in a step.</param>
    /// <param name="evidence">Log likelihood ratio of the observation, in the state over not in it.</param>
    public static double Step(double logOdds, double begins, double ends, double evidence)
    {
        var before = Probability(logOdds);
        return Math.Clamp(LogOdds((before * (1 - ends)) + ((1 - before) * begins)) + evidence, -MaxLogOdds, MaxLogOdds);
    }

    /// <summary>
    /// Log likelihood ratio of a value around <paramref name="mean"/> over around 0. One ordinary value in twenty is assumed to be an
    /// outlier.
    /// </summary>
    /// <param name="value">Deviation from the usual value.</param>
    /// <param name="sd">Standard deviation of ordinary values.</param>
    /// <param name="mean">Mean of values in the state.</param>
    /// <param name="meanSd">Standard deviation of that mean between cases.</param>
    public static double LogLikelihoodRatio(double value, double sd, double mean, double meanSd)
        => LogDensity(value - mean, Math.Sqrt((sd * sd) + (meanSd * meanSd)))
            - Math.Log((0.95 * Math.Exp(LogDensity(value, sd))) + (0.05 * Math.Exp(LogDensity(value, 2.5 * sd))) + 1e-12);

    private static double LogDensity(double off, double sd) => (-0.5 * (off / sd) * (off / sd)) - Math.Log(sd);
}
