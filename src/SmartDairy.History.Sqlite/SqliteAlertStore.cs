using SmartDairy.Contracts;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Contacts;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Contracts.Alerts.Outcomes;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.History.Alerts;
using SmartDairy.History.Sqlite.Alerts;
using SmartDairy.History.Sqlite.Database;

namespace SmartDairy.History.Sqlite;

/// <summary>Alerts in the embedded store: tables beside the readings, whose commits they share.</summary>
public sealed class SqliteAlertStore(SqliteStore store, TimeProvider time) : IAlertStore
{
    private const int MaxRuleVersions = 1_000;
    private const int MaxEvents = 10_000;

    public Task<StoredRuleSet> LoadRuleSetAsync(int farmId, CancellationToken cancellationToken)
    {
        var endedSince = (time.GetUtcNow() - StoredRuleSetFactory.MuteRetention).ToUnixTimeMilliseconds();
        return ReadAsync(session => RuleSetTable.Load(session, farmId, endedSince), cancellationToken);
    }

    public Task<IReadOnlyDictionary<int, long>> LoadRuleSetVersionsAsync(IReadOnlyCollection<int> farmIds, CancellationToken cancellationToken)
        => ReadAsync(session => RuleSetTable.LoadVersions(session, farmIds), cancellationToken);

    public Task<bool> SaveRuleAsync(StoredRule rule, CancellationToken cancellationToken) => WriteAsync(session => RuleTable.Save(session, rule), cancellationToken);

    public Task<StoredRule?> FindRuleAsync(string ruleId, CancellationToken cancellationToken) => ReadAsync(session => RuleTable.FindNewest(session, ruleId), cancellationToken);

    public Task<IReadOnlyList<StoredRule>> ListRuleVersionsAsync(string ruleId, CancellationToken cancellationToken)
        => ReadAsync(session => RuleTable.ListVersions(session, ruleId, MaxRuleVersions), cancellationToken);

    public Task SaveMuteAsync(AlertMute mute, CancellationToken cancellationToken) => WriteAsync(session => RuleSetTable.Save(session, mute), cancellationToken);

    public Task<bool> RemoveMuteAsync(int farmId, string muteId, CancellationToken cancellationToken)
        => WriteAsync(session => RuleSetTable.RemoveMute(session, farmId, muteId), cancellationToken);

    public Task SaveContactAsync(Contact contact, CancellationToken cancellationToken) => WriteAsync(session => RuleSetTable.Save(session, contact), cancellationToken);

    public Task<bool> RemoveContactAsync(int farmId, string contactId, CancellationToken cancellationToken)
        => WriteAsync(session => RuleSetTable.RemoveContact(session, farmId, contactId), cancellationToken);

    public Task<bool> CommitAsync(AlertCommit commit, CancellationToken cancellationToken)
    {
        AlertCommitRules.Validate(commit);
        return WriteAsync(session => AlertCommitWriter.Apply(session, commit), cancellationToken);
    }

    public Task<IReadOnlyList<Alert>> ListAlertsSinceAsync(int farmId, string ruleId, string sourceId, long since, CancellationToken cancellationToken)
        => ReadAsync(session => AlertQueries.ListSince(session, farmId, ruleId, sourceId, since), cancellationToken);

    public Task<IReadOnlyList<RuleAlertHistory>> LoadRuleStatesAsync(int farmId, string sourceId, long asOf, CancellationToken cancellationToken)
        => ReadAsync(session => AlertQueries.LoadRuleStates(session, farmId, sourceId, asOf), cancellationToken);

    public Task<Alert?> FindAlertAsync(string alertId, CancellationToken cancellationToken) => ReadAsync(session => AlertTable.Find(session, alertId), cancellationToken);

    public Task<Page<Alert>> ListAlertsAsync(AlertQuery query, int first, string? after, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        return ReadAsync(session => AlertQueries.ListPage(session, query, first, after), cancellationToken);
    }

    public Task<IReadOnlyList<AlertCount>> CountUnclearedAlertsAsync(int farmId, CancellationToken cancellationToken)
        => ReadAsync(session => AlertQueries.CountUncleared(session, farmId), cancellationToken);

    public Task<IReadOnlyList<AlertEvent>> ListEventsAsync(string alertId, CancellationToken cancellationToken)
        => ReadAsync(session => AlertEventTable.ListOfAlert(session, alertId, MaxEvents), cancellationToken);

    public Task<long> GetLastSequenceAsync(int farmId, CancellationToken cancellationToken) => ReadAsync(session => AlertEventTable.GetLastSequence(session, farmId), cancellationToken);

    public Task<IReadOnlyList<AlertChange>> ListChangesAsync(int farmId, long after, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return ReadAsync(session => AlertEventTable.ListChanges(session, farmId, after, limit), cancellationToken);
    }

    public Task<IReadOnlyList<AlertKey>> ListDueAlertsAsync(int farmId, long until, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return ReadAsync(session => AlertQueries.ListDue(session, farmId, until, limit), cancellationToken);
    }

    public Task<IReadOnlyList<AlertKey>> ListOpenAlertsAsync(int farmId, string? ruleId, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return ReadAsync(session => AlertQueries.ListOpen(session, farmId, ruleId, limit), cancellationToken);
    }

    public Task<Page<SuppressedAlert>> ListSuppressedAlertsAsync(
        int farmId, string? ruleId, string? sourceId, long? from, long? to, int first, string? after, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        return ReadAsync(session => SuppressedAlertTable.ListPage(session, farmId, ruleId, sourceId, from, to, first, after), cancellationToken);
    }

    public Task<IReadOnlyList<SuppressedAlertCount>> CountSuppressedAlertsAsync(int farmId, string? ruleId, long since, CancellationToken cancellationToken)
        => ReadAsync(session => SuppressedAlertTable.CountByReason(session, farmId, ruleId, since), cancellationToken);

    public Task<IReadOnlyList<AlertDelivery>> ListDueDeliveriesAsync(int farmId, long now, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return ReadAsync(session => DeliveryTable.ListDue(session, farmId, now, limit), cancellationToken);
    }

    public Task<long?> FindNextDeliveryDueAtAsync(int farmId, CancellationToken cancellationToken) => ReadAsync(session => DeliveryTable.FindNextDueAt(session, farmId), cancellationToken);

    public Task SaveDeliveriesAsync(IReadOnlyList<AlertDelivery> deliveries, CancellationToken cancellationToken)
        => deliveries.Count == 0 ? Task.CompletedTask : WriteAsync(session => DeliveryTable.Save(session, deliveries), cancellationToken);

    public Task<AlertDelivery?> FindDeliveryAsync(int farmId, string deliveryId, CancellationToken cancellationToken)
        => ReadAsync(session => DeliveryTable.Find(session, farmId, deliveryId), cancellationToken);

    public Task<Page<AlertDelivery>> ListDeliveriesAsync(int farmId, DeliveryState? state, string? alertId, int first, string? after, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        return ReadAsync(session => DeliveryTable.ListPage(session, farmId, state, alertId, first, after), cancellationToken);
    }

    private Task<T> ReadAsync<T>(Func<SqliteSession, T> query, CancellationToken cancellationToken) => store.Readers.ReadAsync(query, cancellationToken);

    private Task<T> WriteAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken) => store.Writer.WriteInBatchAsync(work).WaitAsync(cancellationToken);
}
