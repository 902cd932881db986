using GraphQL;
using SmartDairy.Contracts.Alerts.Rules;

namespace SmartDairy.Api.Schema.Alerts;

/// <summary>A span of event time in which no alert opens. What it kept away is counted among the refusals.</summary>
[Name("AlertMute")]
public sealed class AlertMuteView(AlertMute mute)
{
    /// <summary>Unique on the farm.</summary>
    [Id]
    public string Id => mute.Id;

    /// <summary>The farm it is on.</summary>
    public int FarmId => mute.FarmId;

    /// <summary>True for a snooze of one rule at one source, false for a maintenance window.</summary>
    public bool Snooze => mute.IsSnooze;

    /// <summary>Null: every rule.</summary>
    [Id]
    public string? RuleId => mute.RuleId;

    /// <summary>Null: every device and animal.</summary>
    [Id]
    public string? SourceId => mute.SourceId;

    /// <summary>Null: every barn.</summary>
    public int? BarnId => mute.BarnId;

    /// <summary>Inclusive.</summary>
    public DateTimeOffset From => mute.From.ToInstant();

    /// <summary>Exclusive.</summary>
    public DateTimeOffset To => mute.To.ToInstant();

    /// <summary>Null when none was given.</summary>
    public string? Reason => mute.Reason;

    /// <summary>Who did it; null when the system did.</summary>
    public string? By => mute.CreatedBy;
}
