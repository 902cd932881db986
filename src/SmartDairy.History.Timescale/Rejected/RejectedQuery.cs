using Npgsql;
using SmartDairy.Contracts;
using SmartDairy.History.Rejected;
using SmartDairy.History.Timescale.Database;

namespace SmartDairy.History.Timescale.Rejected;

/// <summary>Refused messages, found and marked.</summary>
internal static class RejectedQuery
{
    private const string Device = "left(device_id, 64) = left($2, 64) and device_id = $2";
    private const string OfFarm = $"select {RejectedTable.Columns} from rejected where farm = $1 and id < $2 order by id desc limit $3";
    private const string OfDevice = $"select {RejectedTable.Columns} from rejected where farm = $1 and {Device} and id < $3 order by id desc limit $4";
    private const string CountOfFarm = "select count(*)::int from rejected where farm = $1";
    private const string CountOfDevice = $"select count(*)::int from rejected where farm = $1 and {Device}";
    private const string ByIds = $"select {RejectedTable.Columns} from rejected where id = any($2) and farm = $1";

    /// <summary>Greater than every id: ids are hexadecimal.</summary>
    private const string BeyondAll = "~";

    public static async Task<Page<RejectedMessage>> PageAsync(
        NpgsqlConnection connection, int farmId, string? deviceId, int first, string? after, CancellationToken cancellation)
    {
        var items = deviceId is null
            ? await connection.ListAsync(OfFarm, RejectedTable.Read, cancellation, farmId, after ?? BeyondAll, first + 1L)
            : await connection.ListAsync(OfDevice, RejectedTable.Read, cancellation, farmId, deviceId, after ?? BeyondAll, first + 1L);
        var hasNext = items.Count > first;
        if (hasNext)
        {
            items.RemoveAt(first);
        }

        var total = deviceId is null
            ? await connection.ScalarAsync<int>(CountOfFarm, cancellation, farmId)
            : await connection.ScalarAsync<int>(CountOfDevice, cancellation, farmId, deviceId);
        return new Page<RejectedMessage>(items, [.. items.Select(item => item.Id)], hasNext, total);
    }

    public static async Task<IReadOnlyList<RejectedMessage>> FindAsync(
        NpgsqlConnection connection, int farmId, IReadOnlyCollection<string> ids, CancellationToken cancellation)
        => await connection.ListAsync(ByIds, RejectedTable.Read, cancellation, farmId, Storable(ids));

    public static Task<int> MarkReplayedAsync(NpgsqlConnection connection, IReadOnlyCollection<string> ids, long at, CancellationToken cancellation)
        => connection.RunAsync("update rejected set replayed = $2 where id = any($1)", cancellation, Storable(ids), Moments.ToTimestamp(at));

    private static string[] Storable(IReadOnlyCollection<string> ids) => [.. ids.Select(id => Texts.Storable(id))];
}
