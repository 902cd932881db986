using SmartDairy.Contracts.Readings;
using SmartDairy.History.Readings;
using SmartDairy.History.Sqlite.Database;

namespace SmartDairy.History.Sqlite.Readings;

/// <summary>
/// Where a scan has got to: one device after the other, its families merged. Each batch is a read of its own, so that a slow taker holds up
/// neither the readers' turns
/// nor the emptying of the write-ahead log.
/// </summary>
internal sealed class ScanCursor(HistoryScan scan, IReadOnlyList<int> devices)
{
    private const int BatchRows = 4_096;
    private readonly FamilyCursor[] _cursors = [.. scan.Families.Distinct().Select(family => new FamilyCursor(ReadingTable.For(family)))];
    private int _device = -1;
    private string? _name;

    /// <summary>The next readings; empty at the end.</summary>
    public IReadOnlyList<Reading> ReadNextBatch(SqliteSession session)
    {
        var batch = new List<Reading>(BatchRows);
        while (batch.Count < BatchRows && (_name is not null || MoveToNextDevice(session)))
        {
            if (ReadDevice(session, batch))
            {
                _name = null;
            }
        }

        return batch;
    }

    private bool MoveToNextDevice(SqliteSession session)
    {
        if (++_device >= devices.Count)
        {
            return false;
        }

        using var row = session.Prepare("select device_id from device_key where key = ?1");
        row.Bind(1, devices[_device]);
        row.Step();
        _name = row.Text(0);
        foreach (var cursor in _cursors)
        {
            // Before the first that counts: no message id is greater than the greatest.
            (cursor.LastTime, cursor.LastMessage, cursor.Ended) = (Math.Max(scan.From, long.MinValue + 1) - 1, long.MaxValue, false);
        }

        return true;
    }

    /// <summary>True when the device has no more.</summary>
    private bool ReadDevice(SqliteSession session, List<Reading> batch)
    {
        try
        {
            foreach (var cursor in _cursors)
            {
                cursor.Open(session, devices[_device], scan);
            }

            while (FindEarliest() is { } first)
            {
                if (batch.Count == BatchRows)
                {
                    return false;
                }

                batch.Add(first.ReadNext(_name!));
            }

            return true;
        }
        finally
        {
            foreach (var cursor in _cursors)
            {
                cursor.Close();
            }
        }
    }

    private FamilyCursor? FindEarliest()
    {
        FamilyCursor? first = null;
        foreach (var cursor in _cursors)
        {
            if (!cursor.Ended
                && (first is null || cursor.CurrentTime < first.CurrentTime
                || (cursor.CurrentTime == first.CurrentTime && cursor.CurrentMessage < first.CurrentMessage)))
            {
                first = cursor;
            }
        }

        return first;
    }

    /// <summary>The device's rows in one family, from behind the last one taken.</summary>
    private sealed class FamilyCursor(ReadingTable table)
    {
        private readonly string _sql =
            $"select {table.Columns} from {table.Name} where device = ?1 and (time, message) > (?2, ?3) and time < ?4 and farm = ?5 order by time, message";

        private SqliteStatement? _rows;

        /// <summary>Of the row taken last.</summary>
        public long LastTime { get; set; }

        public long LastMessage { get; set; }

        public bool Ended { get; set; }

        /// <summary>Of the row to be taken next.</summary>
        public long CurrentTime { get; private set; }

        public long CurrentMessage { get; private set; }

        public void Open(SqliteSession session, int device, HistoryScan scan)
        {
            if (Ended)
            {
                return;
            }

            _rows = session.Prepare(_sql);
            _rows.Bind(1, device);
            _rows.Bind(2, LastTime);
            _rows.Bind(3, LastMessage);
            _rows.Bind(4, scan.To);
            _rows.Bind(5, scan.FarmId);
            MoveNext();
        }

        public Reading ReadNext(string deviceId)
        {
            var reading = table.Read(_rows!, deviceId);
            (LastTime, LastMessage) = (CurrentTime, CurrentMessage);
            MoveNext();
            return reading;
        }

        public void Close()
        {
            _rows?.Dispose();
            _rows = null;
        }

        private void MoveNext()
        {
            Ended = !_rows!.Step();
            if (!Ended)
            {
                (CurrentTime, CurrentMessage) = (_rows.Long(1), _rows.Long(2));
            }
        }
    }
}
