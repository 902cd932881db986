using GraphQL;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Contacts;

namespace SmartDairy.Api.Schema.Contacts;

/// <summary>How a contact uses one channel.</summary>
[Name("ChannelPreference")]
public sealed record ChannelPreferenceView(ContactChannel Channel, bool Enabled, Priority MinPriority, TimeSpan? DigestEvery, bool OnCleared)
{
    /// <summary>Which.</summary>
    public ContactChannel Channel { get; } = Channel;

    /// <summary>False: never.</summary>
    public bool Enabled { get; } = Enabled;

    /// <summary>The least urgent that is sent.</summary>
    public Priority MinPriority { get; } = MinPriority;

    /// <summary>Gathers what is less urgent than HIGH and sends it together this often; null: each at once.</summary>
    public TimeSpan? DigestEvery { get; } = DigestEvery;

    /// <summary>Also tells that an alert is over.</summary>
    public bool OnCleared { get; } = OnCleared;

    internal static ChannelPreferenceView? From(ChannelPreference preference) => Enum.TryParse<ContactChannel>(preference.Channel, true, out var channel)
        ? new(channel, preference.Enabled, preference.MinPriority, preference.DigestEvery, preference.OnCleared) : null;
}
