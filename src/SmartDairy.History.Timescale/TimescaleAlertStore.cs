using Npgsql;
using SmartDairy.Contracts;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Contacts;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Contracts.Alerts.Reports;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.History.Alerts;
using SmartDairy.History.Timescale.Alerts;
using SmartDairy.History.Timescale.Database;

namespace SmartDairy.History.Timescale;

/// <summary>Alerts in PostgreSQL: plain tables beside the readings.</summary>
public sealed class TimescaleAlertStore(TimescaleStore store, TimeProvider time) : IAlertStore
{
    private const int MostVersions = 1_000;
    private const int MostEvents = 10_000;

    public Task<RuleBookRow> BookAsync(int farmId, CancellationToken cancellation)
    {
        var endedSince = (time.GetUtcNow() - Books.MutesKept).ToUnixTimeMilliseconds();
        return ReadAsync(connection => BookTable.ReadAsync(connection, farmId, endedSince, cancellation), cancellation, oneSnapshot: true);
    }

    public Task<IReadOnlyDictionary<int, long>> BookVersionsAsync(IReadOnlyCollection<int> farmIds, CancellationToken cancellation)
        => ReadAsync(connection => BookTable.VersionsAsync(connection, farmIds, cancellation), cancellation);

    public Task<bool> SaveRuleAsync(StoredRule rule, CancellationToken cancellation) => WriteAsync(connection => RuleTable.SaveAsync(connection, rule, cancellation), cancellation);

    public Task<StoredRule?> RuleAsync(string ruleId, CancellationToken cancellation) => ReadAsync(connection => RuleTable.NewestAsync(connection, ruleId, cancellation), cancellation);

    public Task<IReadOnlyList<StoredRule>> RuleVersionsAsync(string ruleId, CancellationToken cancellation)
        => ReadAsync(connection => RuleTable.VersionsAsync(connection, ruleId, MostVersions, cancellation), cancellation);

    public Task SaveMuteAsync(Mute mute, CancellationToken cancellation) => WriteAsync(connection => BookTable.SaveAsync(connection, mute, cancellation), cancellation, mayRepeat: true);

    public Task<bool> RemoveMuteAsync(int farmId, string muteId, CancellationToken cancellation)
        => WriteAsync(connection => BookTable.RemoveMuteAsync(connection, farmId, muteId, cancellation), cancellation);

    public Task SaveContactAsync(Contact contact, CancellationToken cancellation) => WriteAsync(connection => BookTable.SaveAsync(connection, contact, cancellation), cancellation, mayRepeat: true);

    public Task<bool> RemoveContactAsync(int farmId, string contactId, CancellationToken cancellation)
        => WriteAsync(connection => BookTable.RemoveContactAsync(connection, farmId, contactId, cancellation), cancellation);

    public Task<bool> CommitAsync(AlertCommit commit, CancellationToken cancellation)
    {
        AlertJudgement.Check(commit);
        return store.Alerts.CommitAsync(commit with
        {
            Key = commit.Key with { RuleId = Texts.Storable(commit.Key.RuleId), SourceId = Texts.Storable(commit.Key.SourceId) },
            Alerts = [.. commit.Alerts.Select(AlertTable.Storable)],
        }).WaitAsync(cancellation);
    }

    public Task<IReadOnlyList<Alert>> AlertsOfAsync(int farmId, string ruleId, string sourceId, long since, CancellationToken cancellation)
        => ReadAsync(connection => AlertQueries.OfAsync(connection, farmId, ruleId, sourceId, since, cancellation), cancellation);

    public Task<IReadOnlyList<RuleStanding>> StandingsAsync(int farmId, string sourceId, long asOf, CancellationToken cancellation)
        => ReadAsync(connection => AlertQueries.StandingsAsync(connection, farmId, sourceId, asOf, cancellation), cancellation);

    public Task<Alert?> AlertAsync(string alertId, CancellationToken cancellation) => ReadAsync(connection => AlertTable.FindAsync(connection, alertId, cancellation), cancellation);

    public Task<Page<Alert>> AlertsAsync(AlertQuery query, int first, string? after, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        return ReadAsync(connection => AlertQueries.PageAsync(connection, query, first, after, cancellation), cancellation, oneSnapshot: true);
    }

    public Task<IReadOnlyList<AlertCount>> CountsAsync(int farmId, CancellationToken cancellation)
        => ReadAsync(connection => AlertQueries.CountsAsync(connection, farmId, cancellation), cancellation);

    public Task<IReadOnlyList<AlertEvent>> EventsAsync(string alertId, CancellationToken cancellation)
        => ReadAsync(connection => EventTable.OfAlertAsync(connection, alertId, MostEvents, cancellation), cancellation);

    public Task<long> LastSequenceAsync(int farmId, CancellationToken cancellation) => ReadAsync(connection => EventTable.LastAsync(connection, farmId, cancellation), cancellation);

    public Task<IReadOnlyList<AlertChange>> ChangesAsync(int farmId, long after, int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return ReadAsync(connection => EventTable.ChangesAsync(connection, farmId, after, limit, cancellation), cancellation);
    }

    public Task<IReadOnlyList<AlertKey>> DueAsync(int farmId, long until, int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return ReadAsync(connection => AlertQueries.DueAsync(connection, farmId, until, limit, cancellation), cancellation);
    }

    public Task<IReadOnlyList<AlertKey>> OpenAsync(int farmId, string? ruleId, int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return ReadAsync(connection => AlertQueries.OpenAsync(connection, farmId, ruleId, limit, cancellation), cancellation);
    }

    public Task<Page<AlertRefusal>> RefusalsAsync(
        int farmId, string? ruleId, string? sourceId, long? from, long? to, int first, string? after, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        return ReadAsync(connection => RefusalTable.PageAsync(connection, farmId, ruleId, sourceId, from, to, first, after, cancellation), cancellation, oneSnapshot: true);
    }

    public Task<IReadOnlyList<RefusalCount>> RefusalCountsAsync(int farmId, string? ruleId, long since, CancellationToken cancellation)
        => ReadAsync(connection => RefusalTable.CountsAsync(connection, farmId, ruleId, since, cancellation), cancellation);

    public Task<IReadOnlyList<DeliveryRow>> DueDeliveriesAsync(int farmId, long now, int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return ReadAsync(connection => DeliveryTable.DueAsync(connection, farmId, now, limit, cancellation), cancellation);
    }

    public Task<long?> NextDeliveryAsync(int farmId, CancellationToken cancellation) => ReadAsync(connection => DeliveryTable.NextAsync(connection, farmId, cancellation), cancellation);

    public Task SaveDeliveriesAsync(IReadOnlyList<DeliveryRow> deliveries, CancellationToken cancellation)
        => deliveries.Count == 0 ? Task.CompletedTask : WriteAsync(connection => DeliveryTable.SaveAsync(connection, deliveries, cancellation), cancellation, mayRepeat: true);

    public Task<DeliveryRow?> DeliveryAsync(int farmId, string deliveryId, CancellationToken cancellation)
        => ReadAsync(connection => DeliveryTable.FindAsync(connection, farmId, deliveryId, cancellation), cancellation);

    public Task<Page<DeliveryRow>> DeliveriesAsync(int farmId, DeliveryState? state, string? alertId, int first, string? after, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        return ReadAsync(connection => DeliveryTable.PageAsync(connection, farmId, state, alertId, first, after, cancellation), cancellation, oneSnapshot: true);
    }

    private Task<T> ReadAsync<T>(Func<NpgsqlConnection, Task<T>> query, CancellationToken cancellation, bool oneSnapshot = false)
        => store.Connections.ReadAsync(query, cancellation, oneSnapshot);

    private Task<T> WriteAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellation, bool mayRepeat = false)
        => store.Connections.WriteAsync(work, cancellation, mayRepeat);
}
