using GraphQL;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Contacts;

namespace SmartDairy.Api.Schema.Contacts;

/// <summary>Preference of a contact for one notification channel.</summary>
[Name("ChannelPreference")]
public sealed record ChannelPreferenceView(
    ContactChannel Channel, bool Enabled, Priority MinPriority, TimeSpan? DigestEvery, bool OnCleared)
{
    /// <summary>Notification channel the preference is for.</summary>
    public ContactChannel Channel { get; } = Channel;

    /// <summary>Whether notifications are sent on this channel at all.</summary>
    public bool Enabled { get; } = Enabled;

    /// <summary>Least urgent priority that is sent on this channel.</summary>
    public Priority MinPriority { get; } = MinPriority;

    /// <summary>Interval at which alerts less urgent than HIGH are sent together; null when each is sent at once.</summary>
    public TimeSpan? DigestEvery { get; } = DigestEvery;

    /// <summary>Whether the contact is also notified when an alert clears.</summary>
    public bool OnCleared { get; } = OnCleared;

    internal static ChannelPreferenceView? From(ChannelPreference preference)
        => Enum.TryParse<ContactChannel>(preference.Channel, true, out var channel)
        ? new(channel, preference.Enabled, preference.MinPriority, preference.DigestEvery, preference.OnCleared) : null;
}
