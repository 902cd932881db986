using SmartDairy.Contracts;
using SmartDairy.History.Database;

namespace SmartDairy.History.Rejected;

/// <summary>The rejected messages: their table, and how they are found and marked.</summary>
internal static class RejectedTable
{
    public static readonly Table<RejectedMessage> Messages = new Table<RejectedMessage>("rejected", Read)
        .Text("id", message => message.Id)
        .Int("farm", message => message.FarmId)
        .Text("device_id", message => message.DeviceId)
        .Text("principal", message => message.Principal)
        .Text("topic", message => message.Topic)
        .Text("code", message => message.Code)
        .Text("json_path", message => message.JsonPath)
        .Text("reason", message => message.Reason)
        .Bytes("payload", message => message.Payload)
        .Bool("truncated", message => message.Truncated)
        .Timestamp("received", message => message.ReceivedAt)
        .Timestamp("replayed", message => message.ReplayedAt);

    private static readonly PageOrder NewestFirst = PageOrder.ByKey("id", isDescending: true);

    /// <param name="deviceId">Null for the messages of the whole farm.</param>
    public static Task<Page<RejectedMessage>> ListPageAsync(SqlSession session, int farmId, string? deviceId, int first, string? after)
    {
        var query = new PagedQuery(Messages.Name, Messages.Names, NewestFirst)
            .Where("farm = @", farmId)
            .Where(session.Dialect.IsLongText("device_id", "@"), deviceId);
        return session.ReadPageAsync(query, first, after, Messages.Read, message => message.Id);
    }

    public static async Task<IReadOnlyList<RejectedMessage>> FindAsync(SqlSession session, int farmId, IReadOnlyCollection<string> ids)
        => await session.SelectAsync(Messages, $"where farm = $1 and {session.Dialect.IsIn("id", "$2")}", farmId, ids.ToArray());

    /// <param name="at">Unix milliseconds.</param>
    /// <returns>The number of messages marked.</returns>
    public static Task<int> MarkReplayedAsync(SqlSession session, IReadOnlyCollection<string> ids, long at)
        => session.ExecuteAsync(
            $"update rejected set replayed = $1 where {session.Dialect.IsIn("id", "$2")}", new UnixTimestamp(at), ids.ToArray());

    private static RejectedMessage Read(RowReader row)
        => new()
        {
            Id = row.Text(),
            FarmId = row.Int(),
            DeviceId = row.TextOrNull(),
            Principal = row.TextOrNull(),
            Topic = row.Text(),
            Code = row.Text(),
            JsonPath = row.TextOrNull(),
            Reason = row.Text(),
            Payload = row.Bytes(),
            Truncated = row.Bool(),
            ReceivedAt = row.Timestamp(),
            ReplayedAt = row.TimestampOrNull(),
        };
}
