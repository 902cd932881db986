namespace SmartDairy.Analytics.Accuracy;

/// <summary>Readings of a sensor at one value of a reference instrument.</summary>
/// <param name="Reference">The reference value, in the metric's unit.</param>
/// <param name="Readings">One or more readings at this reference value, in the metric's unit.</param>
public sealed record ReferenceComparison(double Reference, IReadOnlyList<double> Readings);
