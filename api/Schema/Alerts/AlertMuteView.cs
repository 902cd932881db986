using GraphQL;
using SmartDairy.Contracts.Alerts.Rules;

namespace SmartDairy.Api.Schema.Alerts;

/// <summary>A span of event time in which no alert opens. Every alert it keeps from opening is counted among the refusals.</summary>
[Name("AlertMute")]
public sealed class AlertMuteView(AlertMute mute)
{
    /// <summary>Id of the mute, unique on the farm.</summary>
    [Id]
    public string Id => mute.Id;

    /// <summary>Number of the farm the mute applies to.</summary>
    public int FarmId => mute.FarmId;

    /// <summary>True for a snooze of one rule at one source, false for a maintenance window.</summary>
    public bool Snooze => mute.IsSnooze;

    /// <summary>Rule the mute is restricted to; null for every rule.</summary>
    [Id]
    public string? RuleId => mute.RuleId;

    /// <summary>Device or animal the mute is restricted to; null for every source.</summary>
    [Id]
    public string? SourceId => mute.SourceId;

    /// <summary>Barn the mute is restricted to; null for every barn.</summary>
    public int? BarnId => mute.BarnId;

    /// <summary>Start of the mute in event time, inclusive.</summary>
    public DateTimeOffset From => mute.From.ToInstant();

    /// <summary>End of the mute in event time, exclusive.</summary>
    public DateTimeOffset To => mute.To.ToInstant();

    /// <summary>Reason for the mute; null when none was given.</summary>
    public string? Reason => mute.Reason;

    /// <summary>API key or user that created the mute; null when the system did.</summary>
    public string? By => mute.CreatedBy;
}
