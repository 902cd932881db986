using System.Collections.Concurrent;
using Npgsql;
using SmartDairy.History.Timescale.Database;

namespace SmartDairy.History.Timescale.Readings;

/// <summary>
/// The small number that stands for a device's name in every row. A number is for ever, so what was once looked up is kept. New names are added many at once,
/// in a transaction before that of the rows.
/// </summary>
internal sealed class DeviceKeys(Connections connections, TimeProvider time)
{
    /// <summary>Longer names cannot be those of devices, and might not fit an index entry.</summary>
    public const int MaxNameLength = 256;

    private const string Find = "select device_id, key from device_key where device_id = any($1)";
    private const string Add = "insert into device_key (device_id) select name from unnest($1) name order by name on conflict (device_id) do nothing";
    private const string AddUpTo =
        "insert into device_key (device_id) select name from unnest($1) name order by name limit greatest(0, $2 - (select count(*) from device_key)) on conflict (device_id) do nothing";

    private static readonly TimeSpan FullFor = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, int> _keys = new(StringComparer.Ordinal);
    private long _fullSince = long.MinValue;

    public bool TryFind(string deviceId, out int key) => _keys.TryGetValue(deviceId, out key);

    /// <summary>Knows those of these names that have a number, after it.</summary>
    public async Task LookUpAsync(IReadOnlyCollection<string> deviceIds, CancellationToken cancellation)
    {
        var unknown = Unknown(deviceIds);
        if (unknown.Length > 0)
        {
            await connections.ReadAsync(async connection => await LoadAsync(connection, unknown, cancellation), cancellation);
        }
    }

    /// <summary>Gives every one of these names a number that has none.</summary>
    public Task EnsureAsync(IReadOnlyCollection<string> deviceIds, CancellationToken cancellation)
        => EnsureAsync(deviceIds, (connection, unknown) => connection.RunAsync(Add, cancellation, (object)unknown), cancellation);

    /// <summary>The same for names in refused messages, while there are fewer than so many known devices.</summary>
    public async Task LearnAsync(IReadOnlyCollection<string> deviceIds, int most, CancellationToken cancellation)
    {
        var since = Volatile.Read(ref _fullSince);
        if (since != long.MinValue && time.GetElapsedTime(since) < FullFor)
        {
            await LookUpAsync(deviceIds, cancellation);
            return;
        }

        await EnsureAsync(deviceIds, (connection, unknown) => connection.RunAsync(AddUpTo, cancellation, unknown, (long)most), cancellation);
        if (Unknown(deviceIds).Length > 0)
        {
            // Counting the known devices for every invented name would cost more than the name.
            Volatile.Write(ref _fullSince, time.GetTimestamp());
        }
    }

    private async Task EnsureAsync(IReadOnlyCollection<string> deviceIds, Func<NpgsqlConnection, string[], Task<int>> add, CancellationToken cancellation)
    {
        await LookUpAsync(deviceIds, cancellation);
        var unknown = Unknown(deviceIds);
        if (unknown.Length == 0)
        {
            return;
        }

        await connections.WriteAsync(async connection => await add(connection, unknown), cancellation, mayRepeat: true);
        await LookUpAsync(unknown, cancellation);
    }

    private string[] Unknown(IReadOnlyCollection<string> deviceIds)
        => [.. deviceIds.Where(name => name.Length <= MaxNameLength && !_keys.ContainsKey(name)).Distinct(StringComparer.Ordinal)];

    private async Task<int> LoadAsync(NpgsqlConnection connection, string[] names, CancellationToken cancellation)
    {
        await using var command = connection.Command(Find, (object)names);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
        {
            _keys[rows.GetString(0)] = rows.GetInt32(1);
        }

        return names.Length;
    }
}
