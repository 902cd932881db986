using GraphQL;
using SmartDairy.Contracts.Alerts;

namespace SmartDairy.Api.Schema.AlertRules;

/// <summary>A step that raises the priority of an open alert: after a time, when a condition holds, or both.</summary>
[Name("SeverityStep")]
public sealed record SeverityStepView(Priority Priority, TimeSpan? After, string? Where)
{
    /// <summary>Priority the alert is raised to.</summary>
    public Priority Priority { get; } = Priority;

    /// <summary>Time since the alert opened, in event time; null when the step does not wait.</summary>
    public TimeSpan? After { get; } = After;

    /// <summary>Condition as text that must hold; null when there is none.</summary>
    public string? Where { get; } = Where;
}
