using System.Collections.Concurrent;
using Npgsql;
using SmartDairy.History.Postgres.Database;

namespace SmartDairy.History.Postgres.Readings;

/// <summary>
/// The small number that stands for a device's name in every row. A number is for ever, so what was once looked up is kept. New names are
/// added many at once, in a transaction before that of the rows.
/// </summary>
internal sealed class DeviceKeys(PostgresExecutor connections, TimeProvider time)
{
    /// <summary>Longer names cannot be those of devices, and might not fit an index entry.</summary>
    public const int MaxNameLength = 256;

    private const string Find = "select device_id, key from device_key where device_id = any($1)";
    private const string Add =
        "insert into device_key (device_id) select name from unnest($1) name order by name on conflict (device_id) do nothing";
    private const string AddUpTo =
        "insert into device_key (device_id) select name from unnest($1) name order by name limit greatest(0, $2 - (select count(*) from device_key)) on conflict (device_id) do nothing";

    private static readonly TimeSpan LimitReachedRetryDelay = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, int> _keys = new(StringComparer.Ordinal);
    private long _limitReachedAt = long.MinValue;

    public bool TryFind(string deviceId, out int key) => _keys.TryGetValue(deviceId, out key);

    /// <summary>Knows those of these names that have a number, after it.</summary>
    public async Task LoadKnownAsync(IReadOnlyCollection<string> deviceIds, CancellationToken cancellationToken)
    {
        var unknown = SelectUnknown(deviceIds);
        if (unknown.Length > 0)
        {
            await connections.ReadAsync(
                async connection => await QueryKeysAsync(connection, unknown, cancellationToken), cancellationToken);
        }
    }

    /// <summary>Gives every one of these names a number that has none.</summary>
    public Task EnsureAsync(IReadOnlyCollection<string> deviceIds, CancellationToken cancellationToken)
        => EnsureAsync(
            deviceIds, (connection, unknown) => connection.ExecuteAsync(Add, cancellationToken, (object)unknown), cancellationToken);

    /// <summary>The same for names in refused messages, while there are fewer than so many known devices.</summary>
    public async Task EnsureFromRejectedAsync(
        IReadOnlyCollection<string> deviceIds, int maxKnownDevices, CancellationToken cancellationToken)
    {
        var since = Volatile.Read(ref _limitReachedAt);
        if (since != long.MinValue && time.GetElapsedTime(since) < LimitReachedRetryDelay)
        {
            await LoadKnownAsync(deviceIds, cancellationToken);
            return;
        }

        await EnsureAsync(deviceIds, (connection, unknown) =>
            connection.ExecuteAsync(AddUpTo, cancellationToken, unknown, (long)maxKnownDevices), cancellationToken);
        if (SelectUnknown(deviceIds).Length > 0)
        {
            // Counting the known devices for every invented name would cost more than the name.
            Volatile.Write(ref _limitReachedAt, time.GetTimestamp());
        }
    }

    private async Task EnsureAsync(
        IReadOnlyCollection<string> deviceIds, Func<NpgsqlConnection, string[], Task<int>> add, CancellationToken cancellationToken)
    {
        await LoadKnownAsync(deviceIds, cancellationToken);
        var unknown = SelectUnknown(deviceIds);
        if (unknown.Length == 0)
        {
            return;
        }

        await connections.WriteAsync(async connection => await add(connection, unknown), cancellationToken, isIdempotent: true);
        await LoadKnownAsync(unknown, cancellationToken);
    }

    private string[] SelectUnknown(IReadOnlyCollection<string> deviceIds)
        => [.. deviceIds.Where(name => name.Length <= MaxNameLength && !_keys.ContainsKey(name)).Distinct(StringComparer.Ordinal)];

    private async Task<int> QueryKeysAsync(NpgsqlConnection connection, string[] names, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand(Find, (object)names);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            _keys[rows.GetString(0)] = rows.GetInt32(1);
        }

        return names.Length;
    }
}
