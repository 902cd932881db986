namespace SmartDairy.Analytics.Accuracy;

/// <summary>What a sensor said while a reference instrument knew the truth.</summary>
/// <param name="Reference">The truth, in the metric's unit.</param>
/// <param name="Readings">One or more, all of that truth, in the metric's unit.</param>
public sealed record ReferenceComparison(double Reference, IReadOnlyList<double> Readings);
