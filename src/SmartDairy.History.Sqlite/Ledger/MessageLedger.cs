using System.Runtime.InteropServices;
using SmartDairy.Contracts.Devices;
using SmartDairy.History.Ledger;
using SmartDairy.History.Sqlite.Database;

namespace SmartDairy.History.Sqlite.Ledger;

/// <summary>
/// The committed ledger in memory, answering without the disk, and its two tables. The writer's thread changes it, after the commit;
/// anyone reads it.
/// </summary>
internal sealed class MessageLedger
{
    private const string InsertDelta = "insert into ledger_delta (counts) values (?1)";
    private const string Upsert = "insert into ledger (farm, device, stored, duplicate, rejected) values (?1, ?2, ?3, ?4, ?5) "
        + "on conflict (farm, device) do update set stored = excluded.stored, duplicate = excluded.duplicate, rejected = excluded.rejected";

    private readonly Lock _gate = new();
    private readonly Dictionary<LedgerKey, MessageCounts> _counts = [];
    private readonly Dictionary<int, MessageCounts> _devices = [];
    private readonly Dictionary<int, MessageCounts> _farms = [];
    private readonly HashSet<LedgerKey> _uncompacted = [];
    private int _deltaEntries;
    private int _deltaRows;

    /// <summary>
    /// Folding writes each counter that changed once, so it pays when the deltas hold many entries for each counter; the rows are bounded
    /// too, so that a start after a crash stays quick.
    /// </summary>
    public bool NeedsCompaction => _deltaEntries > Math.Max(100_000, 16 * _counts.Count) || _deltaRows >= 20_000;

    public MessageCounts CountsOfFarm(int farmId)
    {
        lock (_gate)
        {
            return _farms.GetValueOrDefault(farmId);
        }
    }

    public MessageCounts CountsOfDevice(int deviceKey)
    {
        lock (_gate)
        {
            return _devices.GetValueOrDefault(deviceKey);
        }
    }

    /// <summary>The devices that messages of this farm were about.</summary>
    public List<int> DevicesOfFarm(int farmId)
    {
        lock (_gate)
        {
            var devices = new List<int>();
            foreach (var key in _counts.Keys)
            {
                if (key.Farm == farmId && key.Device != 0)
                {
                    devices.Add(key.Device);
                }
            }

            return devices;
        }
    }

    public void Load(SqliteSession session)
    {
        lock (_gate)
        {
            _counts.Clear();
            _devices.Clear();
            _farms.Clear();
            _uncompacted.Clear();
            _deltaEntries = _deltaRows = 0;
            var delta = new LedgerDelta();
            using (var rows = session.Prepare("select farm, device, stored, duplicate, rejected from ledger"))
            {
                while (rows.Step())
                {
                    delta.Add(new LedgerKey(rows.Int(0), rows.Int(1)), new MessageCounts(rows.Long(2), rows.Long(3), rows.Long(4)));
                }
            }

            Add(delta, unfolded: false);
            using var deltas = session.Prepare("select counts from ledger_delta");
            while (deltas.Step())
            {
                delta.Clear();
                delta.Decode(deltas.Bytes(0));
                Add(delta, unfolded: true);
            }
        }
    }

    /// <summary>Within the transaction that the counts are about.</summary>
    public static void AppendDelta(SqliteSession session, LedgerDelta delta)
    {
        using var insert = session.Prepare(InsertDelta);
        insert.Bind(1, delta.Encode());
        insert.Execute();
    }

    /// <summary>After that transaction was committed.</summary>
    public void Apply(LedgerDelta delta)
    {
        lock (_gate)
        {
            Add(delta, unfolded: true);
        }
    }

    /// <summary>Within a transaction of its own: the counters take in the deltas, which are deleted.</summary>
    public void Compact(SqliteSession session)
    {
        using (var upsert = session.Prepare(Upsert))
        {
            foreach (var key in _uncompacted)
            {
                var counts = _counts[key];
                upsert.Bind(1, key.Farm);
                upsert.Bind(2, key.Device);
                upsert.Bind(3, counts.Stored);
                upsert.Bind(4, counts.Duplicate);
                upsert.Bind(5, counts.Rejected);
                upsert.Execute();
            }
        }

        session.Prepare("delete from ledger_delta").Execute();
    }

    /// <summary>After <see cref="Compact"/> was committed.</summary>
    public void MarkCompacted()
    {
        _uncompacted.Clear();
        _deltaEntries = _deltaRows = 0;
    }

    private void Add(LedgerDelta delta, bool unfolded)
    {
        foreach (var (key, counts) in delta)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_counts, key, out _) += counts;
            CollectionsMarshal.GetValueRefOrAddDefault(_farms, key.Farm, out _) += counts;
            if (key.Device != 0)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(_devices, key.Device, out _) += counts;
            }

            if (unfolded)
            {
                _uncompacted.Add(key);
                _deltaEntries++;
            }
        }

        if (unfolded)
        {
            _deltaRows++;
        }
    }
}
