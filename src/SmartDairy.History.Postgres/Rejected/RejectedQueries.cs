using Npgsql;
using SmartDairy.Contracts;
using SmartDairy.History.Postgres.Database;
using SmartDairy.History.Rejected;

namespace SmartDairy.History.Postgres.Rejected;

/// <summary>Refused messages, found and marked.</summary>
internal static class RejectedQueries
{
    private const string DeviceCondition = "left(device_id, 64) = left($2, 64) and device_id = $2";
    private const string OfFarm = $"select {RejectedTable.Columns} from rejected where farm = $1 and id < $2 order by id desc limit $3";
    private const string OfDevice = $"select {RejectedTable.Columns} from rejected where farm = $1 and {DeviceCondition} and id < $3 order by id desc limit $4";
    private const string CountOfFarm = "select count(*)::int from rejected where farm = $1";
    private const string CountOfDevice = $"select count(*)::int from rejected where farm = $1 and {DeviceCondition}";
    private const string ByIds = $"select {RejectedTable.Columns} from rejected where id = any($2) and farm = $1";

    /// <summary>Greater than every id: ids are hexadecimal.</summary>
    private const string GreaterThanAnyId = "~";

    public static async Task<Page<RejectedMessage>> ListPageAsync(
        NpgsqlConnection connection, int farmId, string? deviceId, int first, string? after, CancellationToken cancellationToken)
    {
        var items = deviceId is null
            ? await connection.QueryAsync(OfFarm, RejectedTable.Read, cancellationToken, farmId, after ?? GreaterThanAnyId, first + 1L)
            : await connection.QueryAsync(OfDevice, RejectedTable.Read, cancellationToken, farmId, deviceId, after ?? GreaterThanAnyId, first + 1L);
        var hasNext = items.Count > first;
        if (hasNext)
        {
            items.RemoveAt(first);
        }

        var total = deviceId is null
            ? await connection.QueryScalarAsync<int>(CountOfFarm, cancellationToken, farmId)
            : await connection.QueryScalarAsync<int>(CountOfDevice, cancellationToken, farmId, deviceId);
        return new Page<RejectedMessage>(items, [.. items.Select(item => item.Id)], hasNext, total);
    }

    public static async Task<IReadOnlyList<RejectedMessage>> FindAsync(
        NpgsqlConnection connection, int farmId, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
        => await connection.QueryAsync(ByIds, RejectedTable.Read, cancellationToken, farmId, Sanitize(ids));

    public static Task<int> MarkReplayedAsync(NpgsqlConnection connection, IReadOnlyCollection<string> ids, long at, CancellationToken cancellationToken)
        => connection.ExecuteAsync("update rejected set replayed = $2 where id = any($1)", cancellationToken, Sanitize(ids), PostgresTimestamp.FromUnixMilliseconds(at));

    private static string[] Sanitize(IReadOnlyCollection<string> ids) => [.. ids.Select(id => PostgresText.Sanitize(id))];
}
