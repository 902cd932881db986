using Orleans.Concurrency;
using SmartDairy.Contracts.Alerts.Contacts;

namespace SmartDairy.Contracts.Alerts.Rules;

/// <summary>
/// A farm's rules, mutes and contacts: the one place where they change. Its key is the farm's number. What was changed holds on every silo when the call
/// returns, or at most 2 s later on one that did not answer.
/// </summary>
[Alias("rule-book")]
public interface IRuleSetGrain : IGrainWithIntegerKey
{
    /// <summary>The rules in force, in order of name and id.</summary>
    [Alias("rules"), AlwaysInterleave] Task<IReadOnlyList<StoredRule>> ListRulesAsync();

    /// <summary>Refused with INVALID_ARGUMENT, naming every field that is wrong, or CONFLICT when the farm has 2,000 rules.</summary>
    [Alias("create")] Task<StoredRule> CreateRuleAsync(RuleDefinition definition, string? by);

    /// <summary>Saves a new version. Null when there is no such rule. An alert that is open stays open and is judged by the new version.</summary>
    [Alias("update")] Task<StoredRule?> UpdateRuleAsync(string ruleId, RuleDefinition definition, string? by);

    /// <summary>Ends the rule and clears its open alerts. False when there is no such rule.</summary>
    [Alias("delete")] Task<bool> DeleteRuleAsync(string ruleId, string? by);

    /// <summary>Snoozes and maintenance windows that are not over, by their beginning.</summary>
    [Alias("mutes"), AlwaysInterleave] Task<IReadOnlyList<AlertMute>> ListMutesAsync();

    /// <summary>Saves a snooze or a maintenance window; one with the same id is replaced.</summary>
    [Alias("mute"), AlwaysInterleave] Task<AlertMute> SaveMuteAsync(AlertMute mute);

    /// <summary>False when there is no such mute.</summary>
    [Alias("unmute")] Task<bool> RemoveMuteAsync(string muteId);

    /// <summary>In order of name and id.</summary>
    [Alias("contacts"), AlwaysInterleave] Task<IReadOnlyList<Contact>> ListContactsAsync();

    /// <summary>Saves a contact; one with the same id is replaced. Refused with INVALID_ARGUMENT.</summary>
    [Alias("save-contact")] Task<Contact> SaveContactAsync(Contact contact);

    /// <summary>False when there is no such contact.</summary>
    [Alias("remove-contact")] Task<bool> RemoveContactAsync(string contactId);

    /// <summary>Devices or animals were registered or moved: those in scope of a rule that waits for silence are to be watched.</summary>
    [Alias("herd-changed"), OneWay] Task NotifyHerdChangedAsync();
}
