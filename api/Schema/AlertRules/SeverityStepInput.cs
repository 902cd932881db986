using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.GraphQL.Errors;

namespace SmartDairy.Api.Schema.AlertRules;

/// <summary>A step that raises the priority of an open alert: after a time, when a condition holds, or both.</summary>
public sealed class SeverityStepInput
{
    private const int MaxWhereLength = 4_000;

    /// <summary>Priority the alert is raised to; must be more urgent than the rule's own.</summary>
    public required Priority Priority { get; init; }

    /// <summary>
    /// Time since the alert opened, in event time, PT0S to P30D; without a waiting time when omitted, then where is required.
    /// </summary>
    public TimeSpan? After { get; init; }

    /// <summary>Condition as text that must hold, at most 4,000 characters; no condition when omitted, then after is required.</summary>
    public string? Where { get; init; }

    internal SeverityStep ToStep(int index)
    {
        Argument.MaxLength($"severity[{index}].where", Where, MaxWhereLength);
        return new(Priority, After, Where);
    }
}
