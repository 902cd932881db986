using GraphQL;
using SmartDairy.Contracts.Alerts;

namespace SmartDairy.Api.Schema.AlertRules;

/// <summary>Makes an open alert more urgent.</summary>
[Name("SeverityStep")]
public sealed record SeverityStepView(Priority Priority, TimeSpan? After, string? Where)
{
    /// <summary>How urgent it becomes.</summary>
    public Priority Priority { get; } = Priority;

    /// <summary>Since the alert opened; null: at once.</summary>
    public TimeSpan? After { get; } = After;

    /// <summary>A condition as text that must hold; null: none.</summary>
    public string? Where { get; } = Where;
}
