using SmartDairy.Contracts.Alerts.Rules;

namespace SmartDairy.Cli.Rules;

/// <summary>Effect of loading a file on one rule.</summary>
internal enum RuleChangeKind
{
    Created,
    Updated,
    Unchanged,
    Deleted,

    /// <summary>Not possible; the change has the reason.</summary>
    Refused,
}

/// <param name="Id">Id of the farm's rule; null for a new rule.</param>
/// <param name="Rule">The new rule; for a deleted rule, the present one.</param>
/// <param name="Line">Line in the file; null for a deleted rule.</param>
/// <param name="Reason">Reason for the refusal; null when not refused.</param>
internal sealed record RuleChange(RuleChangeKind Kind, string? Id, RuleDefinition Rule, int? Line, string? Reason = null);
