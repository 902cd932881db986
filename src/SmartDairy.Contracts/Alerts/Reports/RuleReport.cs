namespace SmartDairy.Contracts.Alerts.Reports;

/// <summary>
/// What one rule says of one source from a time on, in order of time. It replaces everything that was said of that time and later: what is in order adds to what is known,
/// what came late corrects it.
/// </summary>
[GenerateSerializer, Immutable, Alias("rule-report")]
public sealed record RuleReport
{
    /// <summary>Event time, Unix milliseconds: whatever was known of this time or later is replaced.</summary>
    [Id(0)] public required long From { get; init; }

    [Id(1)] public required int RuleVersion { get; init; }

    [Id(2)] public required AlertSource Source { get; init; }

    /// <summary>In order of time, none before <see cref="From"/>; may be empty.</summary>
    [Id(3)] public required IReadOnlyList<Outcome> Outcomes { get; init; }
}
