using SmartDairy.Contracts.Alerts.Contacts;
using SmartDairy.Contracts.Alerts.Rules;

namespace SmartDairy.History.Alerts;

/// <summary>A farm's rules as they are stored.</summary>
/// <param name="Version">Rises with every change; 0 when there never was one.</param>
/// <param name="Rules">The newest version of every rule that is not deleted, in order of name and id.</param>
/// <param name="Mutes">Those that ended at most 31 days ago or are to come, by their beginning.</param>
/// <param name="Contacts">In order of name and id.</param>
public sealed record StoredRuleSet(
    long Version, IReadOnlyList<StoredRule> Rules, IReadOnlyList<AlertMute> Mutes, IReadOnlyList<Contact> Contacts);
