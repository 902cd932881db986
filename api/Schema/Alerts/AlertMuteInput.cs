using SmartDairy.Contracts;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.GraphQL.Errors;
using SmartDairy.GraphQL.Typing;

namespace SmartDairy.Api.Schema.Alerts;

/// <summary>A mute to create: a maintenance window, or a snooze of one rule at one source.</summary>
public sealed class AlertMuteInput
{
    private const int MaxReasonLength = 500;
    private static readonly TimeSpan MaxDuration = TimeSpan.FromDays(366);

    /// <summary>Restricts the mute to this rule; every rule when omitted.</summary>
    [Id]
    public string? RuleId { get; init; }

    /// <summary>Restricts the mute to this device or animal; every source when omitted.</summary>
    [Id]
    public string? SourceId { get; init; }

    /// <summary>Restricts the mute to sources in this barn; every barn when omitted.</summary>
    public int? BarnId { get; init; }

    /// <summary>Start of the mute in event time, inclusive.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>End of the mute in event time, exclusive; at most P366D after from.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>Reason for the mute, up to 500 characters; may be omitted.</summary>
    public string? Reason { get; init; }

    /// <summary>True for a snooze, which requires ruleId and sourceId; false for a maintenance window.</summary>
    [DefaultLiteral("false")]
    public bool? Snooze { get; init; }

    internal AlertMute ToMute(int farmId, string id, string by)
    {
        Argument.Ordered(From, To);
        if (To - From > MaxDuration)
        {
            throw new InvalidArgumentException("'to' must be at most P366D after 'from'.");
        }

        if (Snooze == true && (RuleId is null || SourceId is null))
        {
            throw new InvalidArgumentException(
                "A snooze names a rule and a source.", "Give 'ruleId' and 'sourceId', or leave out 'snooze' for a maintenance window.");
        }

        if (SourceId is not null && !Identifier.IsValid(SourceId))
        {
            throw new InvalidArgumentException($"'sourceId' must be 1 to {Identifier.MaxLength} characters of A-Z a-z 0-9 _ -.");
        }

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
