namespace SmartDairy.Contracts.Alerts.Outcomes;

/// <summary>One outcome of evaluating a rule at a source.</summary>
/// <param name="Kind">Kind of outcome.</param>
/// <param name="Time">Event time, Unix milliseconds.</param>
/// <param name="Priority">Priority of an opened or worsened alert; ignored for other kinds.</param>
/// <param name="Reason">Reason of a suppression; null for other kinds.</param>
/// <param name="Message">Filled message template of an opening; null for other kinds.</param>
/// <param name="Evidence">Evidence of an opening as JSON, see <see cref="Outcomes.EvidenceFields"/>; null for other kinds.</param>
[GenerateSerializer, Immutable, Alias("rule-outcome")]
public sealed record RuleOutcome(
    [property: Id(0)] RuleOutcomeKind Kind,
    [property: Id(1)] long Time,
    [property: Id(2)] Priority Priority,
    [property: Id(3)] SuppressionReason? Reason = null,
    [property: Id(4)] string? Message = null,
    [property: Id(5)] string? Evidence = null);
