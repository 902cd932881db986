using SmartDairy.Contracts.Alerts.Contacts;
using SmartDairy.Contracts.Alerts.Rules;

namespace SmartDairy.History.Alerts;

internal static class StoredRuleSetFactory
{
    /// <summary>How long mutes that ended are still told: late data may be of their time.</summary>
    public static readonly TimeSpan MuteRetention = TimeSpan.FromDays(31);

    /// <summary>A book in the order that is the same for every store.</summary>
    public static StoredRuleSet Create(
        long version, IEnumerable<StoredRule> rules, IEnumerable<AlertMute> mutes, IEnumerable<Contact> contacts)
        => new(
            version,
            [.. rules.OrderBy(rule => rule.Definition.Name, StringComparer.Ordinal).ThenBy(rule => rule.Id, StringComparer.Ordinal)],
            [.. mutes.OrderBy(mute => mute.From).ThenBy(mute => mute.Id, StringComparer.Ordinal)],
            [.. contacts.OrderBy(contact => contact.Name, StringComparer.Ordinal).ThenBy(contact => contact.Id, StringComparer.Ordinal)]);
}
