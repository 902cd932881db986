namespace SmartDairy.Analytics.Accuracy;

/// <summary>What a run of tags at several distances shows.</summary>
/// <param name="Rates">One for each distance, in their order.</param>
/// <param name="Conformities">Of each distance; one beyond the range is undecided, since nothing is asked there.</param>
/// <param name="Reason">Why, a sentence.</param>
public sealed record ReadRateResult(IReadOnlyList<Proportion> Rates, IReadOnlyList<Conformity> Conformities, Conformity Conformity, string Reason);
