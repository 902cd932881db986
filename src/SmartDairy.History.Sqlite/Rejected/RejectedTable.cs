using SmartDairy.History.Rejected;
using SmartDairy.History.Sqlite.Database;

namespace SmartDairy.History.Sqlite.Rejected;

/// <summary>The rows of refused messages.</summary>
internal static class RejectedTable
{
    public const string Columns = "id, farm, device_id, principal, topic, code, json_path, reason, payload, truncated, received, replayed";

    private const string InsertSql = $"insert into rejected ({Columns}) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) on conflict (id) do nothing";

    /// <summary>False when a message with this id is there already: the same refusal written again.</summary>
    public static bool Insert(SqliteSession session, RejectedMessage message)
    {
        using var insert = session.Prepare(InsertSql);
        insert.Bind(1, message.Id);
        insert.Bind(2, message.FarmId);
        insert.Bind(3, message.DeviceId);
        insert.Bind(4, message.Principal);
        insert.Bind(5, message.Topic);
        insert.Bind(6, message.Code);
        insert.Bind(7, message.JsonPath);
        insert.Bind(8, message.Reason);
        insert.Bind(9, message.Payload.Span);
        insert.Bind(10, message.Truncated);
        insert.Bind(11, message.ReceivedAt);
        insert.Bind(12, message.ReplayedAt);
        insert.Execute();
        return session.Changes > 0;
    }

    public static RejectedMessage Read(SqliteStatement row)
        => new()
        {
            Id = row.TextOrNull(0)!,
            FarmId = row.Int(1),
            DeviceId = row.TextOrNull(2),
            Principal = row.TextOrNull(3),
            Topic = row.TextOrNull(4)!,
            Code = row.TextOrNull(5)!,
            JsonPath = row.TextOrNull(6),
            Reason = row.TextOrNull(7)!,
            Payload = row.Blob(8),
            Truncated = row.Int(9) != 0,
            ReceivedAt = row.Long(10),
            ReplayedAt = row.LongOrNull(11),
        };
}
