using SmartDairy.Contracts;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Contacts;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Contracts.Alerts.Outcomes;
using SmartDairy.Contracts.Alerts.Rules;

namespace SmartDairy.History.Alerts;

/// <summary>
/// Rules, alerts, what happened to them, and what is to be told of them, in transactions: an alert, its event and the messages it makes
/// necessary are stored together or not at all. Writes of many actors share commits and complete only once they would survive the loss of
/// power. Every method throws <see cref="HistoryUnavailableException"/> when the store is away; nothing of a write is then stored, or all
/// of it is.
/// </summary>
public interface IAlertStore
{
    /// <summary>Everything a farm's rules need, in one consistent picture. A farm without any has version 0.</summary>
    Task<StoredRuleSet> LoadRuleSetAsync(int farmId, CancellationToken cancellationToken);

    /// <summary>The version of each farm's book; a farm that has none is not in the answer.</summary>
    Task<IReadOnlyDictionary<int, long>> LoadRuleSetVersionsAsync(IReadOnlyCollection<int> farmIds, CancellationToken cancellationToken);

    /// <summary>
    /// Stores a version of a rule, and the farm's book is a version further. False when that version of that rule is stored already, or the
    /// one before it is not.
    /// </summary>
    Task<bool> SaveRuleAsync(StoredRule rule, CancellationToken cancellationToken);

    /// <summary>The newest version of a rule, also of one that was deleted; null when there never was one.</summary>
    Task<StoredRule?> FindRuleAsync(string ruleId, CancellationToken cancellationToken);

    /// <summary>All versions of a rule, the newest first, at most 1,000.</summary>
    Task<IReadOnlyList<StoredRule>> ListRuleVersionsAsync(string ruleId, CancellationToken cancellationToken);

    /// <summary>Stores a mute or replaces the one with its id; the book is a version further.</summary>
    Task SaveMuteAsync(AlertMute mute, CancellationToken cancellationToken);

    /// <summary>False when the farm has no such mute.</summary>
    Task<bool> RemoveMuteAsync(int farmId, string muteId, CancellationToken cancellationToken);

    /// <summary>Stores a contact or replaces the one with its id; the book is a version further.</summary>
    Task SaveContactAsync(Contact contact, CancellationToken cancellationToken);

    /// <summary>False when the farm has no such contact.</summary>
    Task<bool> RemoveContactAsync(int farmId, string contactId, CancellationToken cancellationToken);

    /// <summary>
    /// Stores what became of one rule at one source. False, and nothing is stored, when an alert of it is not at the revision it was read
    /// at, or another alert of that rule and source is open: somebody else wrote meanwhile, so read again.
    /// </summary>
    Task<bool> CommitAsync(AlertCommit commit, CancellationToken cancellationToken);

    /// <summary>
    /// The alerts of one rule at one source that opened or ended at or after <paramref name="since"/> (event time), or have not ended or
    /// are not cleared; by the time they opened. Retracted ones too.
    /// </summary>
    Task<IReadOnlyList<Alert>> ListAlertsSinceAsync(
        int farmId, string ruleId, string sourceId, long since, CancellationToken cancellationToken);

    /// <summary>
    /// What stood of every rule at a source as of a time, exclusive: what opened or ended at that time or later has not happened yet. A
    /// rule that never raised an alert there is not in the answer.
    /// </summary>
    Task<IReadOnlyList<RuleAlertHistory>> LoadRuleStatesAsync(int farmId, string sourceId, long asOf, CancellationToken cancellationToken);

    Task<Alert?> FindAlertAsync(string alertId, CancellationToken cancellationToken);

    /// <summary>One page, the newest opening first. Retracted ones are left out.</summary>
    Task<Page<Alert>> ListAlertsAsync(AlertQuery query, int first, string? after, CancellationToken cancellationToken);

    /// <summary>Alerts that are not cleared, counted by barn, state and priority. Retracted ones are left out.</summary>
    Task<IReadOnlyList<AlertCount>> CountUnclearedAlertsAsync(int farmId, CancellationToken cancellationToken);

    /// <summary>What happened to an alert, the oldest first, at most 10,000.</summary>
    Task<IReadOnlyList<AlertEvent>> ListEventsAsync(string alertId, CancellationToken cancellationToken);

    /// <summary>The sequence of the farm's last event; 0 when there is none.</summary>
    Task<long> GetLastSequenceAsync(int farmId, CancellationToken cancellationToken);

    /// <summary>
    /// The events after a sequence, in order, with the alerts as they are now. Sequences have no gaps, and none appears before one that is
    /// lower.
    /// </summary>
    Task<IReadOnlyList<AlertChange>> ListChangesAsync(int farmId, long afterSequence, int limit, CancellationToken cancellationToken);

    /// <summary>Alerts of a farm whose <see cref="Alert.DueAt"/> is not after that time, the longest due first.</summary>
    Task<IReadOnlyList<AlertKey>> ListDueAlertsAsync(int farmId, long dueUntil, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Rule and source of the farm's alerts that are not cleared, or that their rule holds for open: at most <paramref name="limit"/>.
    /// </summary>
    Task<IReadOnlyList<AlertKey>> ListOpenAlertsAsync(int farmId, string? ruleId, int limit, CancellationToken cancellationToken);

    /// <summary>One page, the newest first; null means any. Times are event time: from inclusive, to exclusive.</summary>
    Task<Page<SuppressedAlert>> ListSuppressedAlertsAsync(
        int farmId, string? ruleId, string? sourceId, long? from, long? to, int first, string? after, CancellationToken cancellationToken);

    /// <summary>How often alerts were kept away since a time, by rule and reason; by rule and source when a rule is named.</summary>
    Task<IReadOnlyList<SuppressedAlertCount>> CountSuppressedAlertsAsync(
        int farmId, string? ruleId, long since, CancellationToken cancellationToken);

    /// <summary>Pending deliveries of a farm that are due at that time, the longest due first.</summary>
    Task<IReadOnlyList<AlertDelivery>> ListDueDeliveriesAsync(int farmId, long now, int limit, CancellationToken cancellationToken);

    /// <summary>When the farm's next pending delivery is due; null when none is pending.</summary>
    Task<long?> FindNextDeliveryDueAtAsync(int farmId, CancellationToken cancellationToken);

    /// <summary>Stores deliveries, or replaces those with their ids.</summary>
    Task SaveDeliveriesAsync(IReadOnlyList<AlertDelivery> deliveries, CancellationToken cancellationToken);

    /// <summary>Null when the farm has no such delivery.</summary>
    Task<AlertDelivery?> FindDeliveryAsync(int farmId, string deliveryId, CancellationToken cancellationToken);

    /// <summary>One page, the newest first; null means any.</summary>
    Task<Page<AlertDelivery>> ListDeliveriesAsync(
        int farmId, DeliveryState? state, string? alertId, int first, string? after, CancellationToken cancellationToken);
}
