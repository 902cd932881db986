using Npgsql;
using SmartDairy.Contracts;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.History.Alerts;
using SmartDairy.History.Timescale.Database;

namespace SmartDairy.History.Timescale.Alerts;

internal static class DeliveryTable
{
    public static readonly ColumnSet<DeliveryRow> Columns = new ColumnSet<DeliveryRow>()
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
        .Flag("digest", delivery => delivery.Digest)
        .Int("state", delivery => (int)delivery.State)
        .Int("attempts", delivery => delivery.Attempts)
        .Long("attempted_at", delivery => delivery.AttemptedAt)
        .Long("delivered_at", delivery => delivery.DeliveredAt)
        .Text("answer", delivery => delivery.Answer)
        .Text("receipt", delivery => delivery.Receipt);

    public static readonly string Insert = Columns.Insert("alert_delivery", "(id) do nothing");
    private static readonly string Upsert = Columns.Upsert("alert_delivery");

    public static async Task<int> SaveAsync(NpgsqlConnection connection, IReadOnlyList<DeliveryRow> deliveries, CancellationToken cancellation)
    {
        // In one order, so that two who save the same wait for each other and not in a circle; the last of one id counts.
        DeliveryRow[] rows = [.. deliveries.GroupBy(row => Texts.Storable(row.Id), StringComparer.Ordinal).Select(same => same.Last()).OrderBy(row => row.Id, StringComparer.Ordinal)];
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Columns.Command(Upsert, rows) } };
        return await batch.ExecuteNonQueryAsync(cancellation);
    }

    public static async Task<DeliveryRow?> FindAsync(NpgsqlConnection connection, int farmId, string deliveryId, CancellationToken cancellation)
        => (await connection.ListAsync($"select {Columns.Names} from alert_delivery where id = $1 and farm = $2", Read, cancellation, deliveryId, farmId)).FirstOrDefault();

    public static async Task<IReadOnlyList<DeliveryRow>> DueAsync(NpgsqlConnection connection, int farmId, long now, int limit, CancellationToken cancellation)
        => await connection.ListAsync(
            $"select {Columns.Names} from alert_delivery where farm = $1 and state = 0 and due_at <= $2 order by due_at, id limit $3", Read, cancellation, farmId, now, (long)limit);

    public static async Task<long?> NextAsync(NpgsqlConnection connection, int farmId, CancellationToken cancellation)
        => (await connection.ListAsync(
            "select min(due_at) from alert_delivery where farm = $1 and state = 0", row => row.LongOrNull(0), cancellation, farmId)).FirstOrDefault();

    public static Task<Page<DeliveryRow>> PageAsync(
        NpgsqlConnection connection, int farmId, DeliveryState? state, string? alertId, int first, string? after, CancellationToken cancellation)
        => ListPages.PageAsync(
            connection,
            AlertLists.Deliveries('$', Columns.Names, farmId, state, alertId),
            first,
            after,
            Read,
            delivery => ListQuery.Cursor(delivery.CreatedAt, delivery.Id),
            cancellation);

    private static DeliveryRow Read(NpgsqlDataReader row)
        => new()
        {
            Id = row.GetString(0),
            FarmId = row.GetInt32(1),
            AlertId = row.Text(2),
            Channel = (DeliveryChannel)row.GetInt32(3),
            Purpose = (DeliveryPurpose)row.GetInt32(4),
            Address = row.GetString(5),
            ContactId = row.Text(6),
            Action = row.Text(7),
            CreatedAt = row.GetInt64(8),
            DueAt = row.GetInt64(9),
            Digest = row.GetBoolean(10),
            State = (DeliveryState)row.GetInt32(11),
            Attempts = row.GetInt32(12),
            AttemptedAt = row.LongOrNull(13),
            DeliveredAt = row.LongOrNull(14),
            Answer = row.Text(15),
            Receipt = row.Text(16),
        };
}
