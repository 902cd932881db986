namespace SmartDairy.Contracts.Alerts.Rules;

/// <summary>
/// Makes an open alert more urgent after a time, when a condition holds, or when both apply. A priority is never lowered.
/// </summary>
/// <param name="Priority">New priority; more urgent than that of the rule.</param>
/// <param name="After">Time since the alert opened, in event time; null for immediately.</param>
/// <param name="Where">A condition as text; null for none.</param>
[GenerateSerializer, Immutable, Alias("severity-step")]
public sealed record SeverityStep(
    [property: Id(0)] Priority Priority,
    [property: Id(1)] TimeSpan? After = null,
    [property: Id(2)] string? Where = null);
