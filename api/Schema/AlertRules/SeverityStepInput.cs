using SmartDairy.Api.GraphQL.Errors;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Rules;

namespace SmartDairy.Api.Schema.AlertRules;

/// <summary>Makes an open alert more urgent: after a time, when a condition holds, or both.</summary>
public sealed class SeverityStepInput
{
    private const int MaxWhereLength = 4_000;

    /// <summary>More urgent than the rule's own.</summary>
    public required Priority Priority { get; init; }

    /// <summary>Since the alert opened, event time; left out: at once.</summary>
    public TimeSpan? After { get; init; }

    /// <summary>A condition as text; left out: none.</summary>
    public string? Where { get; init; }

    internal SeverityStep ToStep(int index)
    {
        Argument.MaxLength($"severity[{index}].where", Where, MaxWhereLength);
        return new(Priority, After, Where);
    }
}
