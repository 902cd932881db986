namespace SmartDairy.Contracts.Alerts.Outcomes;

/// <summary>What one rule says of one source, in order of time.</summary>
[GenerateSerializer, Immutable, Alias("rule-report")]
public sealed record RuleReport
{
    /// <summary>
    /// Null: the outcomes follow what was said before. Else they correct it: whatever was known of this event time (Unix milliseconds) or later is replaced by them.
    /// </summary>
    [Id(0)] public long? CorrectedFrom { get; init; }

    [Id(1)] public required int RuleVersion { get; init; }

    [Id(2)] public required AlertSource Source { get; init; }

    /// <summary>In order of time, none before <see cref="CorrectedFrom"/>; may be empty.</summary>
    [Id(3)] public required IReadOnlyList<RuleOutcome> Outcomes { get; init; }
}
