namespace SmartDairy.Analytics.Accuracy;

/// <summary>What one comparison shows. Errors are in the metric's unit, or in percent of the reference where the limits are.</summary>
/// <param name="Error">Mean of the readings less the reference.</param>
/// <param name="Uncertainty">Expanded, k = 2: the error's true value lies so far around it, 95 times in a hundred. NaN when the scatter is not known.</param>
/// <param name="Conformity">Of this comparison alone.</param>
public readonly record struct ComparisonResult(double Error, double Uncertainty, Conformity Conformity);
