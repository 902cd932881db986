using Npgsql;
using SmartDairy.Contracts;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.History.Alerts;
using SmartDairy.History.Postgres.Database;

namespace SmartDairy.History.Postgres.Alerts;

internal static class DeliveryTable
{
    public static readonly ColumnSet<AlertDelivery> Columns = new ColumnSet<AlertDelivery>()
        .Text("id", delivery => delivery.Id)
        .Int("farm", delivery => delivery.FarmId)
        .Text("alert_id", delivery => delivery.AlertId)
        .Int("channel", delivery => (int)delivery.Channel)
        .Int("purpose", delivery => (int)delivery.Purpose)
        .Text("address", delivery => delivery.Address)
        .Text("contact_id", delivery => delivery.ContactId)
        .Text("action", delivery => delivery.Action)
        .Long("created_at", delivery => delivery.CreatedAt)
        .Long("due_at", delivery => delivery.DueAt)
        .Bool("digest", delivery => delivery.CanBeDigested)
        .Int("state", delivery => (int)delivery.State)
        .Int("attempts", delivery => delivery.Attempts)
        .Long("attempted_at", delivery => delivery.AttemptedAt)
        .Long("delivered_at", delivery => delivery.DeliveredAt)
        .Text("answer", delivery => delivery.ProviderResponse)
        .Text("receipt", delivery => delivery.ProviderMessageId);

    public static readonly string InsertSql = Columns.InsertSql("alert_delivery", "(id) do nothing");
    private static readonly string Upsert = Columns.UpsertSql("alert_delivery");

    public static async Task<int> SaveAsync(NpgsqlConnection connection, IReadOnlyList<AlertDelivery> deliveries, CancellationToken cancellationToken)
    {
        // In one order, so that two who save the same wait for each other and not in a circle; the last of one id counts.
        AlertDelivery[] rows = [.. deliveries.GroupBy(row => PostgresText.Sanitize(row.Id), StringComparer.Ordinal).Select(same => same.Last()).OrderBy(row => row.Id, StringComparer.Ordinal)];
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Columns.CreateCommand(Upsert, rows) } };
        return await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task<AlertDelivery?> FindAsync(NpgsqlConnection connection, int farmId, string deliveryId, CancellationToken cancellationToken)
        => (await connection.QueryAsync($"select {Columns.Names} from alert_delivery where id = $1 and farm = $2", Read, cancellationToken, deliveryId, farmId)).FirstOrDefault();

    public static async Task<IReadOnlyList<AlertDelivery>> ListDueAsync(NpgsqlConnection connection, int farmId, long now, int limit, CancellationToken cancellationToken)
        => await connection.QueryAsync(
            $"select {Columns.Names} from alert_delivery where farm = $1 and state = 0 and due_at <= $2 order by due_at, id limit $3", Read, cancellationToken, farmId, now, (long)limit);

    public static async Task<long?> FindNextDueAtAsync(NpgsqlConnection connection, int farmId, CancellationToken cancellationToken)
        => (await connection.QueryAsync(
            "select min(due_at) from alert_delivery where farm = $1 and state = 0", row => row.LongOrNull(0), cancellationToken, farmId)).FirstOrDefault();

    public static Task<Page<AlertDelivery>> ListPageAsync(
        NpgsqlConnection connection, int farmId, DeliveryState? state, string? alertId, int first, string? after, CancellationToken cancellationToken)
        => PagedQueryReader.ReadPageAsync(
            connection,
            AlertListQueries.Deliveries('$', Columns.Names, farmId, state, alertId),
            first,
            after,
            Read,
            delivery => PagedQuery.FormatCursor(delivery.CreatedAt, delivery.Id),
            cancellationToken);

    private static AlertDelivery Read(NpgsqlDataReader row)
        => new()
        {
            Id = row.GetString(0),
            FarmId = row.GetInt32(1),
            AlertId = row.TextOrNull(2),
            Channel = (DeliveryChannel)row.GetInt32(3),
            Purpose = (DeliveryPurpose)row.GetInt32(4),
            Address = row.GetString(5),
            ContactId = row.TextOrNull(6),
            Action = row.TextOrNull(7),
            CreatedAt = row.GetInt64(8),
            DueAt = row.GetInt64(9),
            CanBeDigested = row.GetBoolean(10),
            State = (DeliveryState)row.GetInt32(11),
            Attempts = row.GetInt32(12),
            AttemptedAt = row.LongOrNull(13),
            DeliveredAt = row.LongOrNull(14),
            ProviderResponse = row.TextOrNull(15),
            ProviderMessageId = row.TextOrNull(16),
        };
}
