using SmartDairy.Contracts.Alerts.Rules;

namespace SmartDairy.Cli.Rules;

/// <summary>What loading a file does to one rule.</summary>
internal enum RuleChangeKind
{
    Created,
    Updated,
    Unchanged,
    Deleted,

    /// <summary>Not possible, for a reason that is told.</summary>
    Refused,
}

/// <param name="Id">Of the farm's rule; null for a new one.</param>
/// <param name="Rule">As it is to be; for one that is deleted, as it is.</param>
/// <param name="Line">Of the file; null for one that is deleted.</param>
/// <param name="Reason">Why it was refused; null when it was not.</param>
internal sealed record RuleChange(RuleChangeKind Kind, string? Id, RuleDefinition Rule, int? Line, string? Reason = null);
