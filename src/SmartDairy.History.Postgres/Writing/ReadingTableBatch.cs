using System.Runtime.InteropServices;
using Npgsql;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using SmartDairy.History.Ledger;
using SmartDairy.History.Postgres.Database;
using SmartDairy.History.Readings;

namespace SmartDairy.History.Postgres.Writing;

/// <summary>
/// One family's rows of a batch, in the order of their key: entries of the index lie together, two writers lock rows in the same order, and
/// the same reading twice stands side by side.
/// </summary>
internal sealed class ReadingTableBatch(ReadingTable table) : TableBatch
{
    private readonly List<Reading> _readings = [];
    private readonly List<ReadingSortKey> _keys = [];
    private readonly HashSet<(int Device, long Time, long Message)> _stored = [];
    private bool _knowsStored;

    public override bool IsEmpty => _readings.Count == 0;

    protected override string Table => table.Name;

    protected override string Columns => table.Columns;

    protected override string KeyColumns => "device, time, message";

    public override void Clear()
    {
        _readings.Clear();
        _keys.Clear();
        ResetOutcomes();
    }

    public override void ResetOutcomes()
    {
        _stored.Clear();
        _knowsStored = false;
    }

    public void Add(Reading reading, int device)
    {
        _keys.Add(new ReadingSortKey(device, reading.Time, reading.MessageId, _readings.Count));
        _readings.Add(reading);
    }

    public override void Encode()
    {
        var keys = CollectionsMarshal.AsSpan(_keys);
        keys.Sort();
        Buffer.BeginCopy();
        for (var i = 0; i < keys.Length; i++)
        {
            if (i == 0 || !keys[i].IsSameReading(keys[i - 1]))
            {
                Buffer.BeginRow(table.ColumnCount);
                table.Write(Buffer, _readings[keys[i].Index], keys[i].Device);
            }
        }

        Buffer.EndCopy();
    }

    /// <summary>Adds what became of the rows to the ledger, and the readings that were not stored to the duplicates.</summary>
    public override void CountOutcomes(LedgerDelta delta, HashSet<Reading> duplicates)
    {
        var keys = CollectionsMarshal.AsSpan(_keys);
        for (var first = 0; first < keys.Length;)
        {
            var ledger = new LedgerKey(_readings[keys[first].Index].FarmId, keys[first].Device);
            long stored = 0, duplicate = 0;
            var i = first;
            for (; i < keys.Length && keys[i].Device == ledger.Device && _readings[keys[i].Index].FarmId == ledger.Farm; i++)
            {
                var isFirst = i == 0 || !keys[i].IsSameReading(keys[i - 1]);
                if (isFirst && (!_knowsStored || _stored.Contains((keys[i].Device, keys[i].Time, keys[i].Message))))
                {
                    stored++;
                }
                else
                {
                    duplicate++;
                    duplicates.Add(_readings[keys[i].Index]);
                }
            }

            delta.Add(ledger, new MessageCounts(stored, duplicate, 0));
            first = i;
        }
    }

    protected override void BeginStoredRows() => _knowsStored = true;

    protected override void AddStoredRow(NpgsqlDataReader row) => _stored.Add((row.GetInt32(0), row.UnixMilliseconds(1), row.GetInt64(2)));
}
