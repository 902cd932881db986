using SmartDairy.Contracts;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Contacts;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Contracts.Alerts.Reports;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.History.Alerts;
using SmartDairy.History.Sqlite.Alerts;
using SmartDairy.History.Sqlite.Raw;

namespace SmartDairy.History.Sqlite;

/// <summary>Alerts in the embedded store: tables beside the readings, whose commits they share.</summary>
public sealed class SqliteAlertStore(SqliteStore store, TimeProvider time) : IAlertStore
{
    private const int MostVersions = 1_000;
    private const int MostEvents = 10_000;

    public Task<RuleBookRow> BookAsync(int farmId, CancellationToken cancellation)
    {
        var endedSince = (time.GetUtcNow() - Books.MutesKept).ToUnixTimeMilliseconds();
        return ReadAsync(session => BookTable.Read(session, farmId, endedSince), cancellation);
    }

    public Task<IReadOnlyDictionary<int, long>> BookVersionsAsync(IReadOnlyCollection<int> farmIds, CancellationToken cancellation)
        => ReadAsync(session => BookTable.Versions(session, farmIds), cancellation);

    public Task<bool> SaveRuleAsync(StoredRule rule, CancellationToken cancellation) => WriteAsync(session => RuleTable.Save(session, rule), cancellation);

    public Task<StoredRule?> RuleAsync(string ruleId, CancellationToken cancellation) => ReadAsync(session => RuleTable.Newest(session, ruleId), cancellation);

    public Task<IReadOnlyList<StoredRule>> RuleVersionsAsync(string ruleId, CancellationToken cancellation)
        => ReadAsync(session => RuleTable.Versions(session, ruleId, MostVersions), cancellation);

    public Task SaveMuteAsync(Mute mute, CancellationToken cancellation) => WriteAsync(session => BookTable.Save(session, mute), cancellation);

    public Task<bool> RemoveMuteAsync(int farmId, string muteId, CancellationToken cancellation)
        => WriteAsync(session => BookTable.RemoveMute(session, farmId, muteId), cancellation);

    public Task SaveContactAsync(Contact contact, CancellationToken cancellation) => WriteAsync(session => BookTable.Save(session, contact), cancellation);

    public Task<bool> RemoveContactAsync(int farmId, string contactId, CancellationToken cancellation)
        => WriteAsync(session => BookTable.RemoveContact(session, farmId, contactId), cancellation);

    public Task<bool> CommitAsync(AlertCommit commit, CancellationToken cancellation)
    {
        AlertJudgement.Check(commit);
        return WriteAsync(session => AlertWrite.Run(session, commit), cancellation);
    }

    public Task<IReadOnlyList<Alert>> AlertsOfAsync(int farmId, string ruleId, string sourceId, long since, CancellationToken cancellation)
        => ReadAsync(session => AlertQueries.Of(session, farmId, ruleId, sourceId, since), cancellation);

    public Task<IReadOnlyList<RuleStanding>> StandingsAsync(int farmId, string sourceId, long asOf, CancellationToken cancellation)
        => ReadAsync(session => AlertQueries.Standings(session, farmId, sourceId, asOf), cancellation);

    public Task<Alert?> AlertAsync(string alertId, CancellationToken cancellation) => ReadAsync(session => AlertTable.Find(session, alertId), cancellation);

    public Task<Page<Alert>> AlertsAsync(AlertQuery query, int first, string? after, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        return ReadAsync(session => AlertQueries.Page(session, query, first, after), cancellation);
    }

    public Task<IReadOnlyList<AlertCount>> CountsAsync(int farmId, CancellationToken cancellation)
        => ReadAsync(session => AlertQueries.Counts(session, farmId), cancellation);

    public Task<IReadOnlyList<AlertEvent>> EventsAsync(string alertId, CancellationToken cancellation)
        => ReadAsync(session => EventTable.OfAlert(session, alertId, MostEvents), cancellation);

    public Task<long> LastSequenceAsync(int farmId, CancellationToken cancellation) => ReadAsync(session => EventTable.Last(session, farmId), cancellation);

    public Task<IReadOnlyList<AlertChange>> ChangesAsync(int farmId, long after, int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return ReadAsync(session => EventTable.Changes(session, farmId, after, limit), cancellation);
    }

    public Task<IReadOnlyList<AlertKey>> DueAsync(int farmId, long until, int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return ReadAsync(session => AlertQueries.Due(session, farmId, until, limit), cancellation);
    }

    public Task<IReadOnlyList<AlertKey>> OpenAsync(int farmId, string? ruleId, int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return ReadAsync(session => AlertQueries.Open(session, farmId, ruleId, limit), cancellation);
    }

    public Task<Page<AlertRefusal>> RefusalsAsync(
        int farmId, string? ruleId, string? sourceId, long? from, long? to, int first, string? after, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        return ReadAsync(session => RefusalTable.Page(session, farmId, ruleId, sourceId, from, to, first, after), cancellation);
    }

    public Task<IReadOnlyList<RefusalCount>> RefusalCountsAsync(int farmId, string? ruleId, long since, CancellationToken cancellation)
        => ReadAsync(session => RefusalTable.Counts(session, farmId, ruleId, since), cancellation);

    public Task<IReadOnlyList<DeliveryRow>> DueDeliveriesAsync(int farmId, long now, int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return ReadAsync(session => DeliveryTable.Due(session, farmId, now, limit), cancellation);
    }

    public Task<long?> NextDeliveryAsync(int farmId, CancellationToken cancellation) => ReadAsync(session => DeliveryTable.Next(session, farmId), cancellation);

    public Task SaveDeliveriesAsync(IReadOnlyList<DeliveryRow> deliveries, CancellationToken cancellation)
        => deliveries.Count == 0 ? Task.CompletedTask : WriteAsync(session => DeliveryTable.Save(session, deliveries), cancellation);

    public Task<DeliveryRow?> DeliveryAsync(int farmId, string deliveryId, CancellationToken cancellation)
        => ReadAsync(session => DeliveryTable.Find(session, farmId, deliveryId), cancellation);

    public Task<Page<DeliveryRow>> DeliveriesAsync(int farmId, DeliveryState? state, string? alertId, int first, string? after, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        return ReadAsync(session => DeliveryTable.Page(session, farmId, state, alertId, first, after), cancellation);
    }

    private Task<T> ReadAsync<T>(Func<Session, T> query, CancellationToken cancellation) => store.Readers.ReadAsync(query, cancellation);

    private Task<T> WriteAsync<T>(Func<Session, T> work, CancellationToken cancellation) => store.Writer.ShareAsync(work).WaitAsync(cancellation);
}
