namespace SmartDairy.Analytics.Accuracy;

/// <summary>The result of one comparison. Errors are in the metric's unit, or in percent of the reference if the limits are.</summary>
/// <param name="Error">Mean of the readings minus the reference.</param>
/// <param name="Uncertainty">Expanded uncertainty (k = 2) of the error, a 95 % interval to either side. NaN when the scatter is
/// unknown.</param>
/// <param name="Conformity">Conformity of this comparison alone.</param>
public readonly record struct ComparisonResult(double Error, double Uncertainty, Conformity Conformity);
