namespace SmartDairy.Analytics.Accuracy;

/// <summary>What a run against a reference shows.</summary>
/// <param name="Comparisons">One for each comparison, in their order.</param>
/// <param name="Bias">Mean of the errors.</param>
/// <param name="WorstError">The error farthest from 0.</param>
/// <param name="Uncertainty">The largest expanded uncertainty (k = 2) of a comparison; NaN when the scatter is not known.</param>
/// <param name="Repeatability">Standard deviation of a single reading; NaN when it is not known.</param>
/// <param name="Reason">Why, a sentence.</param>
public sealed record AccuracyResult(
    IReadOnlyList<ComparisonResult> Comparisons, double Bias, double WorstError, double Uncertainty, double Repeatability, Conformity Conformity, string Reason);
