using SmartDairy.Api.GraphQL.Errors;
using SmartDairy.Api.GraphQL.Typing;
using SmartDairy.Contracts;
using SmartDairy.Contracts.Alerts.Rules;

namespace SmartDairy.Api.Schema.Alerts;

/// <summary>A maintenance window, or a snooze of one rule at one source.</summary>
public sealed class AlertMuteInput
{
    private const int MaxReasonLength = 500;
    private static readonly TimeSpan MaxDuration = TimeSpan.FromDays(366);

    /// <summary>Only this rule; left out: every rule.</summary>
    [Id]
    public string? RuleId { get; init; }

    /// <summary>Only this device or animal; left out: every one.</summary>
    [Id]
    public string? SourceId { get; init; }

    /// <summary>Only what stands in this barn; left out: every barn.</summary>
    public int? BarnId { get; init; }

    /// <summary>Event time, inclusive.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Event time, exclusive; at most P366D after from.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>Why, up to 500 characters.</summary>
    public string? Reason { get; init; }

    /// <summary>True: counts as a snooze, which names a rule and a source. False: a maintenance window.</summary>
    [DefaultLiteral("false")]
    public bool? Snooze { get; init; }

    internal AlertMute ToMute(int farmId, string id, string by)
    {
        if (From >= To) throw new InvalidArgumentException("'from' must be before 'to'.");
        if (To - From > MaxDuration) throw new InvalidArgumentException("'to' must be at most P366D after 'from'.");
        if (Snooze == true && (RuleId is null || SourceId is null))
            throw new InvalidArgumentException("A snooze names a rule and a source.", "Give 'ruleId' and 'sourceId', or leave out 'snooze' for a maintenance window.");
        if (SourceId is not null && !Identifier.IsValid(SourceId))
            throw new InvalidArgumentException($"'sourceId' must be 1 to {Identifier.MaxLength} characters of A-Z a-z 0-9 _ -.");
        Argument.MaxLength("reason", Reason, MaxReasonLength);
        return new()
        {
            Id = id,
            FarmId = farmId,
            IsSnooze = Snooze ?? false,
            RuleId = RuleId,
            SourceId = SourceId,
            BarnId = BarnId,
            From = From.ToUnixTimeMilliseconds(),
            To = To.ToUnixTimeMilliseconds(),
            Reason = Reason,
            CreatedBy = by,
        };
    }
}
