namespace SmartDairy.Analytics.Accuracy;

/// <summary>
/// The result of a run against a reference instrument. Errors are in the metric's unit, or in percent of the reference if the limits are.
/// </summary>
/// <param name="Comparisons">One result per comparison, in the same order.</param>
/// <param name="Bias">Mean of the errors.</param>
/// <param name="WorstError">The error farthest from 0.</param>
/// <param name="Uncertainty">The largest expanded uncertainty (k = 2) of a comparison; NaN when the scatter is unknown.</param>
/// <param name="Repeatability">Standard deviation of a single reading; NaN when it is unknown.</param>
/// <param name="Reason">The reason for the conformity, one sentence.</param>
public sealed record AccuracyResult(
    IReadOnlyList<ComparisonResult> Comparisons, double Bias, double WorstError, double Uncertainty, double Repeatability,
    Conformity Conformity, string Reason);
