using SmartDairy.Contracts;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.History.Alerts;
using SmartDairy.History.Sqlite.Database;
using SmartDairy.History.Sqlite.Registry;

namespace SmartDairy.History.Sqlite.Alerts;

internal static class DeliveryTable
{
    private const string Columns = "id, farm, alert_id, channel, purpose, address, contact_id, action, created_at, due_at, digest, state, attempts, attempted_at, "
        + "delivered_at, answer, receipt";

    private const string InsertSql = $"insert into alert_delivery ({Columns}) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17) on conflict (id) do ";

    private static readonly string UpsertSql =
        $"{InsertSql}update set {string.Join(", ", Columns.Split(", ").Skip(1).Select(column => $"{column} = excluded.{column}"))}";

    /// <summary>One whose id is stored already is passed over.</summary>
    public static void Add(SqliteSession session, AlertDelivery delivery) => Execute(session, $"{InsertSql}nothing", delivery);

    public static bool Save(SqliteSession session, IReadOnlyList<AlertDelivery> deliveries)
    {
        foreach (var delivery in deliveries)
        {
            Execute(session, UpsertSql, delivery);
        }

        return true;
    }

    public static AlertDelivery? Find(SqliteSession session, int farmId, string deliveryId)
    {
        using var row = session.Prepare($"select {Columns} from alert_delivery where id = ?1 and farm = ?2");
        row.Bind(1, deliveryId);
        row.Bind(2, farmId);
        return row.Step() ? Read(row) : null;
    }

    public static IReadOnlyList<AlertDelivery> ListDue(SqliteSession session, int farmId, long now, int limit)
    {
        using var rows = session.Prepare($"select {Columns} from alert_delivery where farm = ?1 and state = 0 and due_at <= ?2 order by due_at, id limit ?3");
        rows.Bind(1, farmId);
        rows.Bind(2, now);
        rows.Bind(3, limit);
        return Paging.ReadAll(rows, Read);
    }

    public static long? FindNextDueAt(SqliteSession session, int farmId)
    {
        using var row = session.Prepare("select min(due_at) from alert_delivery where farm = ?1 and state = 0");
        row.Bind(1, farmId);
        row.Step();
        return row.LongOrNull(0);
    }

    public static Page<AlertDelivery> ListPage(SqliteSession session, int farmId, DeliveryState? state, string? alertId, int first, string? after)
        => PagedQueryReader.ReadPage(
            session,
            AlertListQueries.Deliveries('?', Columns, farmId, state, alertId),
            first,
            after,
            Read,
            delivery => PagedQuery.FormatCursor(delivery.CreatedAt, delivery.Id));

    private static void Execute(SqliteSession session, string sql, AlertDelivery delivery)
    {
        using var insert = session.Prepare(sql);
        insert.Bind(1, delivery.Id);
        insert.Bind(2, delivery.FarmId);
        insert.Bind(3, delivery.AlertId);
        insert.Bind(4, (long)delivery.Channel);
        insert.Bind(5, (long)delivery.Purpose);
        insert.Bind(6, delivery.Address);
        insert.Bind(7, delivery.ContactId);
        insert.Bind(8, delivery.Action);
        insert.Bind(9, delivery.CreatedAt);
        insert.Bind(10, delivery.DueAt);
        insert.Bind(11, delivery.CanBeDigested);
        insert.Bind(12, (long)delivery.State);
        insert.Bind(13, delivery.Attempts);
        insert.Bind(14, delivery.AttemptedAt);
        insert.Bind(15, delivery.DeliveredAt);
        insert.Bind(16, delivery.ProviderResponse);
        insert.Bind(17, delivery.ProviderMessageId);
        insert.Execute();
    }

    private static AlertDelivery Read(SqliteStatement row)
        => new()
        {
            Id = row.TextOrNull(0)!,
            FarmId = row.Int(1),
            AlertId = row.TextOrNull(2),
            Channel = (DeliveryChannel)row.Int(3),
            Purpose = (DeliveryPurpose)row.Int(4),
            Address = row.TextOrNull(5)!,
            ContactId = row.TextOrNull(6),
            Action = row.TextOrNull(7),
            CreatedAt = row.Long(8),
            DueAt = row.Long(9),
            CanBeDigested = row.Int(10) != 0,
            State = (DeliveryState)row.Int(11),
            Attempts = row.Int(12),
            AttemptedAt = row.LongOrNull(13),
            DeliveredAt = row.LongOrNull(14),
            ProviderResponse = row.TextOrNull(15),
            ProviderMessageId = row.TextOrNull(16),
        };
}
