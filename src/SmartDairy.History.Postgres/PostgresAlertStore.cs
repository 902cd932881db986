using Npgsql;
using SmartDairy.Contracts;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Contacts;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Contracts.Alerts.Outcomes;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.History.Alerts;
using SmartDairy.History.Postgres.Alerts;
using SmartDairy.History.Postgres.Database;

namespace SmartDairy.History.Postgres;

/// <summary>Alerts in PostgreSQL: plain tables beside the readings.</summary>
public sealed class PostgresAlertStore(PostgresStore store, TimeProvider time) : IAlertStore
{
    private const int MaxRuleVersions = 1_000;
    private const int MaxEvents = 10_000;

    public Task<StoredRuleSet> LoadRuleSetAsync(int farmId, CancellationToken cancellationToken)
    {
        var endedSince = (time.GetUtcNow() - StoredRuleSetFactory.MuteRetention).ToUnixTimeMilliseconds();
        return ReadAsync(connection => RuleSetTable.LoadAsync(connection, farmId, endedSince, cancellationToken), cancellationToken, repeatableRead: true);
    }

    public Task<IReadOnlyDictionary<int, long>> LoadRuleSetVersionsAsync(IReadOnlyCollection<int> farmIds, CancellationToken cancellationToken)
        => ReadAsync(connection => RuleSetTable.LoadVersionsAsync(connection, farmIds, cancellationToken), cancellationToken);

    public Task<bool> SaveRuleAsync(StoredRule rule, CancellationToken cancellationToken) => WriteAsync(connection => RuleTable.SaveAsync(connection, rule, cancellationToken), cancellationToken);

    public Task<StoredRule?> FindRuleAsync(string ruleId, CancellationToken cancellationToken) => ReadAsync(connection => RuleTable.FindNewestAsync(connection, ruleId, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<StoredRule>> ListRuleVersionsAsync(string ruleId, CancellationToken cancellationToken)
        => ReadAsync(connection => RuleTable.ListVersionsAsync(connection, ruleId, MaxRuleVersions, cancellationToken), cancellationToken);

    public Task SaveMuteAsync(AlertMute mute, CancellationToken cancellationToken) => WriteAsync(connection => RuleSetTable.SaveAsync(connection, mute, cancellationToken), cancellationToken, isIdempotent: true);

    public Task<bool> RemoveMuteAsync(int farmId, string muteId, CancellationToken cancellationToken)
        => WriteAsync(connection => RuleSetTable.RemoveMuteAsync(connection, farmId, muteId, cancellationToken), cancellationToken);

    public Task SaveContactAsync(Contact contact, CancellationToken cancellationToken) => WriteAsync(connection => RuleSetTable.SaveAsync(connection, contact, cancellationToken), cancellationToken, isIdempotent: true);

    public Task<bool> RemoveContactAsync(int farmId, string contactId, CancellationToken cancellationToken)
        => WriteAsync(connection => RuleSetTable.RemoveContactAsync(connection, farmId, contactId, cancellationToken), cancellationToken);

    public Task<bool> CommitAsync(AlertCommit commit, CancellationToken cancellationToken)
    {
        AlertCommitRules.Validate(commit);
        return store.AlertCommits.CommitAsync(commit with
        {
            Key = commit.Key with { RuleId = PostgresText.Sanitize(commit.Key.RuleId), SourceId = PostgresText.Sanitize(commit.Key.SourceId) },
            Alerts = [.. commit.Alerts.Select(AlertTable.Sanitize)],
        }).WaitAsync(cancellationToken);
    }

    public Task<IReadOnlyList<Alert>> ListAlertsSinceAsync(int farmId, string ruleId, string sourceId, long since, CancellationToken cancellationToken)
        => ReadAsync(connection => AlertQueries.ListSinceAsync(connection, farmId, ruleId, sourceId, since, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<RuleAlertHistory>> LoadRuleStatesAsync(int farmId, string sourceId, long asOf, CancellationToken cancellationToken)
        => ReadAsync(connection => AlertQueries.LoadRuleStatesAsync(connection, farmId, sourceId, asOf, cancellationToken), cancellationToken);

    public Task<Alert?> FindAlertAsync(string alertId, CancellationToken cancellationToken) => ReadAsync(connection => AlertTable.FindAsync(connection, alertId, cancellationToken), cancellationToken);

    public Task<Page<Alert>> ListAlertsAsync(AlertQuery query, int first, string? after, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        return ReadAsync(connection => AlertQueries.ListPageAsync(connection, query, first, after, cancellationToken), cancellationToken, repeatableRead: true);
    }

    public Task<IReadOnlyList<AlertCount>> CountUnclearedAlertsAsync(int farmId, CancellationToken cancellationToken)
        => ReadAsync(connection => AlertQueries.CountUnclearedAsync(connection, farmId, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<AlertEvent>> ListEventsAsync(string alertId, CancellationToken cancellationToken)
        => ReadAsync(connection => AlertEventTable.ListOfAlertAsync(connection, alertId, MaxEvents, cancellationToken), cancellationToken);

    public Task<long> GetLastSequenceAsync(int farmId, CancellationToken cancellationToken) => ReadAsync(connection => AlertEventTable.GetLastSequenceAsync(connection, farmId, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<AlertChange>> ListChangesAsync(int farmId, long after, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return ReadAsync(connection => AlertEventTable.ListChangesAsync(connection, farmId, after, limit, cancellationToken), cancellationToken);
    }

    public Task<IReadOnlyList<AlertKey>> ListDueAlertsAsync(int farmId, long until, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return ReadAsync(connection => AlertQueries.ListDueAsync(connection, farmId, until, limit, cancellationToken), cancellationToken);
    }

    public Task<IReadOnlyList<AlertKey>> ListOpenAlertsAsync(int farmId, string? ruleId, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return ReadAsync(connection => AlertQueries.ListOpenAsync(connection, farmId, ruleId, limit, cancellationToken), cancellationToken);
    }

    public Task<Page<SuppressedAlert>> ListSuppressedAlertsAsync(
        int farmId, string? ruleId, string? sourceId, long? from, long? to, int first, string? after, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        return ReadAsync(connection => SuppressedAlertTable.ListPageAsync(connection, farmId, ruleId, sourceId, from, to, first, after, cancellationToken), cancellationToken, repeatableRead: true);
    }

    public Task<IReadOnlyList<SuppressedAlertCount>> CountSuppressedAlertsAsync(int farmId, string? ruleId, long since, CancellationToken cancellationToken)
        => ReadAsync(connection => SuppressedAlertTable.CountByReasonAsync(connection, farmId, ruleId, since, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<AlertDelivery>> ListDueDeliveriesAsync(int farmId, long now, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return ReadAsync(connection => DeliveryTable.ListDueAsync(connection, farmId, now, limit, cancellationToken), cancellationToken);
    }

    public Task<long?> FindNextDeliveryDueAtAsync(int farmId, CancellationToken cancellationToken) => ReadAsync(connection => DeliveryTable.FindNextDueAtAsync(connection, farmId, cancellationToken), cancellationToken);

    public Task SaveDeliveriesAsync(IReadOnlyList<AlertDelivery> deliveries, CancellationToken cancellationToken)
        => deliveries.Count == 0 ? Task.CompletedTask : WriteAsync(connection => DeliveryTable.SaveAsync(connection, deliveries, cancellationToken), cancellationToken, isIdempotent: true);

    public Task<AlertDelivery?> FindDeliveryAsync(int farmId, string deliveryId, CancellationToken cancellationToken)
        => ReadAsync(connection => DeliveryTable.FindAsync(connection, farmId, deliveryId, cancellationToken), cancellationToken);

    public Task<Page<AlertDelivery>> ListDeliveriesAsync(int farmId, DeliveryState? state, string? alertId, int first, string? after, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        return ReadAsync(connection => DeliveryTable.ListPageAsync(connection, farmId, state, alertId, first, after, cancellationToken), cancellationToken, repeatableRead: true);
    }

    private Task<T> ReadAsync<T>(Func<NpgsqlConnection, Task<T>> query, CancellationToken cancellationToken, bool repeatableRead = false)
        => store.Executor.ReadAsync(query, cancellationToken, repeatableRead);

    private Task<T> WriteAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellationToken, bool isIdempotent = false)
        => store.Executor.WriteAsync(work, cancellationToken, isIdempotent);
}
