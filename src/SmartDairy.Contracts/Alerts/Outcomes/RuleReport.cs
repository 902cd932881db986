namespace SmartDairy.Contracts.Alerts.Outcomes;

/// <summary>The outcomes of one rule at one source.</summary>
[GenerateSerializer, Immutable, Alias("rule-report")]
public sealed record RuleReport
{
    /// <summary>
    /// Event time (Unix milliseconds) from which the outcomes replace everything reported before; null when the outcomes continue the
    /// previous report.
    /// </summary>
    [Id(0)] public long? CorrectedFrom { get; init; }

    [Id(1)] public required int RuleVersion { get; init; }

    [Id(2)] public required AlertSource Source { get; init; }

    /// <summary>Outcomes in time order, none before <see cref="CorrectedFrom"/>; may be empty.</summary>
    [Id(3)] public required IReadOnlyList<RuleOutcome> Outcomes { get; init; }
}
