namespace SmartDairy.Analytics.Accuracy;

/// <summary>The result of a run of tag reads at several distances.</summary>
/// <param name="Rates">One read rate per distance, in the same order.</param>
/// <param name="Conformities">Conformity of each distance; a distance beyond the range is inconclusive because no rate is required
/// there.</param>
/// <param name="Reason">The reason for the conformity, one sentence.</param>
public sealed record ReadRateResult(
    IReadOnlyList<Proportion> Rates, IReadOnlyList<Conformity> Conformities, Conformity Conformity, string Reason);
