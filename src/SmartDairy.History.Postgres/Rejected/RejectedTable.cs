using Npgsql;
using SmartDairy.History.Postgres.Database;
using SmartDairy.History.Postgres.Readings;
using SmartDairy.History.Rejected;

namespace SmartDairy.History.Postgres.Rejected;

/// <summary>The rows of refused messages.</summary>
internal static class RejectedTable
{
    public const string Columns = "id, farm, device_id, principal, topic, code, json_path, reason, payload, truncated, received, replayed";
    private const int ColumnCount = 12;

    public static void Encode(CopyBuffer row, RejectedMessage message)
    {
        row.BeginRow(ColumnCount);
        row.Text(message.Id);
        row.Int(message.FarmId);
        row.Text(message.DeviceId);
        row.Text(message.Principal);
        row.Text(message.Topic);
        row.Text(message.Code);
        row.Text(message.JsonPath);
        row.Text(message.Reason);
        row.Bytes(message.Payload.Span);
        row.Bool(message.Truncated);
        row.Timestamp(message.ReceivedAt);
        row.Timestamp(message.ReplayedAt);
    }

    public static RejectedMessage Read(NpgsqlDataReader row)
        => new()
        {
            Id = row.GetString(0),
            FarmId = row.GetInt32(1),
            DeviceId = row.TextOrNull(2),
            Principal = row.TextOrNull(3),
            Topic = row.GetString(4),
            Code = row.GetString(5),
            JsonPath = row.TextOrNull(6),
            Reason = row.GetString(7),
            Payload = row.GetFieldValue<byte[]>(8),
            Truncated = row.GetBoolean(9),
            ReceivedAt = row.UnixMilliseconds(10),
            ReplayedAt = row.UnixMillisecondsOrNull(11),
        };
}
