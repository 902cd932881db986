namespace SmartDairy.Contracts.Alerts.Rules;

/// <summary>Makes an open alert more urgent, never less: after a time, or when a condition holds, or when both are given after it was open so long and the condition holds.</summary>
/// <param name="Priority">More urgent than the rule's own.</param>
/// <param name="After">Since the alert opened, event time; null: at once.</param>
/// <param name="Where">A condition as text; null: none.</param>
[GenerateSerializer, Immutable, Alias("severity-step")]
public sealed record SeverityStep(
    [property: Id(0)] Priority Priority,
    [property: Id(1)] TimeSpan? After = null,
    [property: Id(2)] string? Where = null);
