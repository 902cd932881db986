using SmartDairy.Contracts;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Contracts.Alerts.Outcomes;
using SmartDairy.History.Database;

namespace SmartDairy.History.Alerts;

/// <summary>The alert store of either backend: tables beside the readings. How a commit is made is the backend's own.</summary>
public abstract partial class SqlAlertStore : IAlertStore
{
    private const int MaxEvents = 10_000;
    private static readonly PageOrder AlertOrder = PageOrder.NewestFirst("opened_at", "id");
    private static readonly PageOrder SuppressedAlertOrder = PageOrder.NewestFirst("time", "number", hasNumericKey: true);
    private static readonly PageOrder DeliveryOrder = PageOrder.NewestFirst("created_at", "id");
    private readonly SqlDatabase _database;
    private readonly TimeProvider _time;

    internal SqlAlertStore(SqlDatabase database, TimeProvider time) => (_database, _time) = (database, time);

    private SqlDialect Dialect => _database.Dialect;

    private string NotRetracted => Dialect.IsFalse("retracted");

    public Task<bool> CommitAsync(AlertCommit commit, CancellationToken cancellationToken)
    {
        AlertCommitRules.Validate(commit);
        return ApplyAsync(commit, cancellationToken);
    }

    public async Task<IReadOnlyList<Alert>> ListAlertsSinceAsync(
        int farmId, string ruleId, string sourceId, long since, CancellationToken cancellationToken)
        => await _database.ReadAsync(
            session => session.SelectAsync(
                AlertTables.Alerts,
                "where farm = $1 and rule_id = $2 and source_id = $3 and (opened_at >= $4 or ended_at >= $4 or ended_at is null or state < 2) order by opened_at, id",
                farmId,
                ruleId,
                sourceId,
                since),
            cancellationToken);

    public async Task<IReadOnlyList<RuleAlertHistory>> LoadRuleStatesAsync(
        int farmId, string sourceId, long asOf, CancellationToken cancellationToken)
    {
        var sql =
            $"select rule_id, opened_at, ended_at, priority from {Dialect.WithIndex("alert", "alert_source")} where farm = $1 and source_id = $2 and opened_at < $3 "
            + $"and {NotRetracted} and (opened_at >= $4 or ended_at is null or ended_at >= $4) order by rule_id, opened_at";
        var intervals = await _database.ReadAsync(
            session => session.QueryAsync(
                sql,
                row => new AlertInterval(row.Text(), row.Long(), row.LongOrNull(), (Priority)row.Int()),
                farmId,
                sourceId,
                asOf,
                asOf - AlertInterval.LookbackMilliseconds),
            cancellationToken);
        return AlertInterval.ToRuleStates(intervals, asOf);
    }

    public Task<Alert?> FindAlertAsync(string alertId, CancellationToken cancellationToken)
        => _database.ReadAsync(session => session.FindAsync(AlertTables.Alerts, "where id = $1", alertId), cancellationToken);

    public Task<Page<Alert>> ListAlertsAsync(AlertQuery query, int first, string? after, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        var alerts = AlertTables.Alerts;
        var list = new PagedQuery(alerts.Name, alerts.Names, AlertOrder)
            .Where("farm = @", query.FarmId)
            .Where(NotRetracted)
            .Where("state = @", (int?)query.State)
            .Where("priority <= @", (int?)query.MinPriority)
            .Where("source_id = @", query.SourceId)
            .Where("rule_id = @", query.RuleId)
            .Where("barn = @", query.BarnId)
            .Where("opened_at >= @", query.From)
            .Where("opened_at < @", query.To);
        return _database.ReadAsync(
            session => session.ReadPageAsync(list, first, after, alerts.Read, alert => PageOrder.FormatCursor(alert.OpenedAt, alert.Id)),
            cancellationToken, snapshot: true);
    }

    public async Task<IReadOnlyList<AlertCount>> CountUnclearedAlertsAsync(int farmId, CancellationToken cancellationToken)
    {
        var sql =
            $"select barn, state, priority, count(*) from {Dialect.WithIndex("alert", "alert_open")} where farm = $1 and state < 2 and {NotRetracted} "
            + "group by barn, state, priority order by barn nulls first, state, priority";
        return await _database.ReadAsync(
            session =>
                session.QueryAsync(sql, row =>
                    new AlertCount(row.IntOrNull(), (AlertState)row.Int(), (Priority)row.Int(), (int)row.Long()), farmId),
                    cancellationToken);
    }

    public async Task<IReadOnlyList<AlertEvent>> ListEventsAsync(string alertId, CancellationToken cancellationToken)
        => await _database.ReadAsync(
            session => session.SelectAsync(AlertTables.Events, "where alert_id = $1 order by sequence limit $2", alertId, MaxEvents),
            cancellationToken);

    public async Task<long> GetLastSequenceAsync(int farmId, CancellationToken cancellationToken)
        => await _database.ReadAsync(
            session => session.FindNumberAsync("select last from alert_sequence where farm = $1", farmId), cancellationToken) ?? 0;

    public async Task<IReadOnlyList<AlertChange>> ListChangesAsync(
        int farmId, long afterSequence, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var sql =
            $"select {AlertTables.Events.NamesOf("e")}, {AlertTables.Alerts.NamesOf("a")} from alert_event e join alert a on a.id = e.alert_id "
            + "where e.farm = $1 and e.sequence > $2 order by e.sequence limit $3";
        return await _database.ReadAsync(
            session =>
                session.QueryAsync(sql, row => new AlertChange(AlertTables.Events.Read(row), AlertTables.Alerts.Read(row)), farmId,
                    afterSequence, limit), cancellationToken);
    }

    public Task<IReadOnlyList<AlertKey>> ListDueAlertsAsync(int farmId, long dueUntil, int limit, CancellationToken cancellationToken)
        => ListKeysAsync(
            "select rule_id, source_id from alert where farm = $1 and due_at <= $3 group by rule_id, source_id order by min(due_at), rule_id, source_id limit $2",
            farmId,
            limit,
            dueUntil,
            cancellationToken);

    public Task<IReadOnlyList<AlertKey>> ListOpenAlertsAsync(int farmId, string? ruleId, int limit, CancellationToken cancellationToken)
        => ListKeysAsync(
            $"select distinct rule_id, source_id from alert where farm = $1 and (state < 2 or ended_at is null) and {NotRetracted}{(ruleId is null ? "" : " and rule_id = $3")} "
            + "order by rule_id, source_id limit $2",
            farmId,
            limit,
            ruleId,
            cancellationToken);

    public async Task<Page<SuppressedAlert>> ListSuppressedAlertsAsync(
        int farmId, string? ruleId, string? sourceId, long? from, long? to, int first, string? after, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        var table = AlertTables.SuppressedAlerts;
        var list = new PagedQuery(table.Name, $"{table.Names}, number", SuppressedAlertOrder)
            .Where("farm = @", farmId)
            .Where("rule_id = @", ruleId)
            .Where("source_id = @", sourceId)
            .Where("time >= @", from)
            .Where("time < @", to);
        var page = await _database.ReadAsync(
            session => session.ReadPageAsync(
                list,
                first,
                after,
                row => (Alert: table.Read(row), Number: row.Long()),
                suppressed => PageOrder.FormatCursor(suppressed.Alert.Time, suppressed.Number)),
            cancellationToken,
            snapshot: true);
        return new([.. page.Items.Select(suppressed => suppressed.Alert)], page.Cursors, page.HasNext, page.Total);
    }

    public async Task<IReadOnlyList<SuppressedAlertCount>> CountSuppressedAlertsAsync(
        int farmId, string? ruleId, long since, CancellationToken cancellationToken)
    {
        var sql = ruleId is null
            ? "select rule_id, cast(null as text), reason, count(*) from alert_refusal where farm = $1 and time >= $2 group by rule_id, reason order by rule_id, reason"
            : "select rule_id, source_id, reason, count(*) from alert_refusal where farm = $1 and rule_id = $3 and time >= $2 group by rule_id, source_id, reason "
                + "order by source_id, reason";
        object[] values = ruleId is null ? [farmId, since] : [farmId, since, ruleId];
        return await _database.ReadAsync(
            session =>
                session.QueryAsync(sql, row =>
                    new SuppressedAlertCount(row.Text(), row.TextOrNull(), (SuppressionReason)row.Int(), row.Long()), values),
                    cancellationToken);
    }

    public async Task<IReadOnlyList<AlertDelivery>> ListDueDeliveriesAsync(
        int farmId, long now, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return await _database.ReadAsync(
            session =>
                session.SelectAsync(AlertTables.Deliveries, "where farm = $1 and state = 0 and due_at <= $2 order by due_at, id limit $3",
                    farmId, now, limit),
            cancellationToken);
    }

    public Task<long?> FindNextDeliveryDueAtAsync(int farmId, CancellationToken cancellationToken)
        => _database.ReadAsync(session =>
            session.FindNumberAsync("select min(due_at) from alert_delivery where farm = $1 and state = 0", farmId), cancellationToken);

    public Task SaveDeliveriesAsync(IReadOnlyList<AlertDelivery> deliveries, CancellationToken cancellationToken)
    {
        // Rows are written in one order: two callers that save the same deliveries wait for each other, never in a circle. The last of one
        // id counts.
        AlertDelivery[] rows =
        [
            .. deliveries.GroupBy(delivery => Dialect.Sanitize(delivery.Id), StringComparer.Ordinal)
                .Select(same => same.Last())
                .OrderBy(delivery => delivery.Id, StringComparer.Ordinal),
        ];
        return rows.Length == 0
            ? Task.CompletedTask
            : _database.WriteAsync(session => session.InsertAsync(AlertTables.Deliveries, rows, AlertTables.Deliveries.Replace("id")),
                cancellationToken, isIdempotent: true);
    }

    public Task<AlertDelivery?> FindDeliveryAsync(int farmId, string deliveryId, CancellationToken cancellationToken)
        => _database.ReadAsync(
            session => session.FindAsync(AlertTables.Deliveries, "where id = $1 and farm = $2", deliveryId, farmId), cancellationToken);

    public Task<Page<AlertDelivery>> ListDeliveriesAsync(
        int farmId, DeliveryState? state, string? alertId, int first, string? after, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        var deliveries = AlertTables.Deliveries;
        var list = new PagedQuery(deliveries.Name, deliveries.Names, DeliveryOrder)
            .Where("farm = @", farmId)
            .Where("state = @", (int?)state)
            .Where("alert_id = @", alertId);
        return _database.ReadAsync(
            session =>
                session.ReadPageAsync(
                    list, first, after, deliveries.Read, delivery => PageOrder.FormatCursor(delivery.CreatedAt, delivery.Id)),
            cancellationToken,
            snapshot: true);
    }

    /// <summary>Stores a valid commit; false when somebody else wrote meanwhile.</summary>
    protected abstract Task<bool> ApplyAsync(AlertCommit commit, CancellationToken cancellationToken);

    /// <param name="value">The third value of the statement; null when it has two.</param>
    private async Task<IReadOnlyList<AlertKey>> ListKeysAsync(
        string sql, int farmId, int limit, object? value, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        object[] values = value is null ? [farmId, limit] : [farmId, limit, value];
        return await _database.ReadAsync(
            session => session.QueryAsync(sql, row => new AlertKey(farmId, row.Text(), row.Text()), values), cancellationToken);
    }
}
