using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Contacts;
using SmartDairy.GraphQL.Errors;
using SmartDairy.GraphQL.Typing;

namespace SmartDairy.Api.Schema.Contacts;

/// <summary>Preference of a contact for one notification channel.</summary>
public sealed class ChannelPreferenceInput
{
    private static readonly TimeSpan MinDigestInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MaxDigestInterval = TimeSpan.FromHours(24);

    /// <summary>Notification channel the preference is for; each channel may be named once.</summary>
    public required ContactChannel Channel { get; init; }

    /// <summary>Whether notifications are sent on this channel at all.</summary>
    [DefaultLiteral("true")]
    public bool? Enabled { get; init; }

    /// <summary>Least urgent priority that is sent on this channel.</summary>
    [DefaultLiteral("LOW")]
    public Priority? MinPriority { get; init; }

    /// <summary>
    /// Interval at which alerts less urgent than HIGH are sent together, PT1M to PT24H; each is sent at once when omitted.
    /// </summary>
    public TimeSpan? DigestEvery { get; init; }

    /// <summary>Whether the contact is also notified when an alert clears.</summary>
    [DefaultLiteral("false")]
    public bool? OnCleared { get; init; }

    internal static IReadOnlyList<ChannelPreference> ToPreferences(IReadOnlyList<ChannelPreferenceInput> inputs)
    {
        if (inputs.DistinctBy(input => input.Channel).Count() != inputs.Count)
        {
            throw new InvalidArgumentException("'channels' names a channel twice.");
        }

        return [.. inputs.Select((input, index) => input.ToPreference(index))];
    }

    private ChannelPreference ToPreference(int index)
    {
        if (DigestEvery is { } every && (every < MinDigestInterval || every > MaxDigestInterval))
        {
            throw new InvalidArgumentException($"'channels[{index}].digestEvery' must be from PT1M to PT24H.");
        }

        return new(Channel.ToString().ToLowerInvariant(), Enabled ?? true, MinPriority ?? Priority.Low, DigestEvery, OnCleared ?? false);
    }
}
