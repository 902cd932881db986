using System.Collections.Concurrent;
using SmartDairy.History.Sqlite.Database;

namespace SmartDairy.History.Sqlite.Readings;

/// <summary>
/// The small number that stands for a device's name in every row. Only the writer's thread adds; a name that was added in a transaction
/// that failed is taken out again, because its row is gone too.
/// </summary>
internal sealed class DeviceKeys
{
    private const string Insert = "insert into device_key (key, device_id) values (?1, ?2)";
    private readonly ConcurrentDictionary<string, int> _keys = new(StringComparer.Ordinal);
    private readonly List<string> _uncommitted = [];
    private int _last;

    public int Count => _keys.Count;

    public void Load(SqliteSession session)
    {
        _keys.Clear();
        _uncommitted.Clear();
        _last = 0;
        using var rows = session.Prepare("select key, device_id from device_key");
        while (rows.Step())
        {
            var key = rows.Int(0);
            _keys[rows.Text(1)] = key;
            _last = Math.Max(_last, key);
        }
    }

    public bool TryFind(string deviceId, out int key) => _keys.TryGetValue(deviceId, out key);

    /// <summary>Within the writer's open transaction.</summary>
    public int FindOrAdd(SqliteSession session, string deviceId)
    {
        if (_keys.TryGetValue(deviceId, out var key))
        {
            return key;
        }

        using var insert = session.Prepare(Insert);
        insert.Bind(1, _last + 1);
        insert.Bind(2, deviceId);
        insert.Execute();
        _uncommitted.Add(deviceId);
        _keys[deviceId] = ++_last;
        return _last;
    }

    public void OnCommitted() => _uncommitted.Clear();

    public void OnRolledBack()
    {
        foreach (var deviceId in _uncommitted)
        {
            _keys.TryRemove(deviceId, out _);
        }

        _last -= _uncommitted.Count;
        _uncommitted.Clear();
    }
}
