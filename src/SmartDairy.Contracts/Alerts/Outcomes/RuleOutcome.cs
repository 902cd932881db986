namespace SmartDairy.Contracts.Alerts.Outcomes;

/// <summary>One thing a rule says of a source.</summary>
/// <param name="Kind">What.</param>
/// <param name="Time">Event time, Unix milliseconds.</param>
/// <param name="Priority">How urgent: of an opening and of a worsening; else not looked at.</param>
/// <param name="Reason">Of a refusal; else null.</param>
/// <param name="Message">Of an opening: the filled template; else null.</param>
/// <param name="Evidence">Of an opening: JSON, see <see cref="Outcomes.EvidenceFields"/>; else null.</param>
[GenerateSerializer, Immutable, Alias("rule-outcome")]
public sealed record RuleOutcome(
    [property: Id(0)] RuleOutcomeKind Kind,
    [property: Id(1)] long Time,
    [property: Id(2)] Priority Priority,
    [property: Id(3)] SuppressionReason? Reason = null,
    [property: Id(4)] string? Message = null,
    [property: Id(5)] string? Evidence = null);
