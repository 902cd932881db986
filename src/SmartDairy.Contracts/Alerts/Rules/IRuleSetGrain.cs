using Orleans.Concurrency;
using SmartDairy.Contracts.Alerts.Contacts;

namespace SmartDairy.Contracts.Alerts.Rules;

/// <summary>
/// The single writer of a farm's rules, mutes and contacts. The grain key is the farm id. A change is in effect on every silo when the call
/// returns, or at most 2 s later on a silo that did not respond.
/// </summary>
[Alias("rule-book")]
public interface IRuleSetGrain : IGrainWithIntegerKey
{
    /// <summary>The current rules, ordered by name and id.</summary>
    [Alias("rules"), AlwaysInterleave] Task<IReadOnlyList<StoredRule>> ListRulesAsync();

    /// <summary>
    /// Creates a rule. Refused with INVALID_ARGUMENT, naming every invalid field, or with CONFLICT when the farm already has 2,000 rules.
    /// </summary>
    [Alias("create")] Task<StoredRule> CreateRuleAsync(RuleDefinition definition, string? by);

    /// <summary>
    /// Saves a new version of a rule; null when there is no such rule. An open alert stays open and is evaluated by the new version.
    /// </summary>
    [Alias("update")] Task<StoredRule?> UpdateRuleAsync(string ruleId, RuleDefinition definition, string? by);

    /// <summary>Deletes a rule and clears its open alerts; false when there is no such rule.</summary>
    [Alias("delete")] Task<bool> DeleteRuleAsync(string ruleId, string? by);

    /// <summary>Snoozes and maintenance windows that have not ended, ordered by start.</summary>
    [Alias("mutes"), AlwaysInterleave] Task<IReadOnlyList<AlertMute>> ListMutesAsync();

    /// <summary>Saves a snooze or a maintenance window, replacing an existing one with the same id.</summary>
    [Alias("mute"), AlwaysInterleave] Task<AlertMute> SaveMuteAsync(AlertMute mute);

    /// <summary>Removes a mute; false when there is no such mute.</summary>
    [Alias("unmute")] Task<bool> RemoveMuteAsync(string muteId);

    /// <summary>The contacts, ordered by name and id.</summary>
    [Alias("contacts"), AlwaysInterleave] Task<IReadOnlyList<Contact>> ListContactsAsync();

    /// <summary>
    /// Saves a contact, replacing an existing one with the same id. Refused with INVALID_ARGUMENT when the contact is invalid.
    /// </summary>
    [Alias("save-contact")] Task<Contact> SaveContactAsync(Contact contact);

    /// <summary>Saves a contact; the push targets of a stored contact with the same id stay. Refused with INVALID_ARGUMENT.</summary>
    [Alias("save-contact-details")] Task<Contact> SaveContactDetailsAsync(Contact contact);

    /// <summary>
    /// Adds a browser or a phone to a contact, or replaces the keys of the one it has. Refused with CONFLICT when the contact has
    /// <see cref="Contact.MaxPushTargets"/> others.
    /// </summary>
    /// <returns>The contact with its targets; null when there is no such contact.</returns>
    [Alias("subscribe-push")] Task<Contact?> AddPushTargetAsync(string contactId, PushTarget target);

    /// <summary>Removes a browser or a phone from a contact.</summary>
    /// <returns>The contact with its remaining targets; null when there is no such contact, or it has no such target.</returns>
    [Alias("unsubscribe-push")] Task<Contact?> RemovePushTargetAsync(string contactId, PushTarget target);

    /// <summary>Removes a contact; false when there is no such contact.</summary>
    [Alias("remove-contact")] Task<bool> RemoveContactAsync(string contactId);

    /// <summary>Notifies that devices or animals were registered or moved, so that sources of time-based rules are activated.</summary>
    [Alias("herd-changed"), OneWay] Task NotifyHerdChangedAsync();
}
