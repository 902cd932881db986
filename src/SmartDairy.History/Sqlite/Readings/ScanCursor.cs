using SmartDairy.Contracts.Readings;
using SmartDairy.History.Sqlite.Raw;

namespace SmartDairy.History.Sqlite.Readings;

/// <summary>
/// Where a scan has got to: one device after the other, its families merged. Each batch is a read of its own, so that a slow taker holds up neither the readers' turns
/// nor the emptying of the write-ahead log.
/// </summary>
internal sealed class ScanCursor(HistoryScan scan, IReadOnlyList<int> devices)
{
    private const int BatchRows = 4_096;
    private readonly Strand[] _strands = [.. scan.Families.Distinct().Select(family => new Strand(FamilyTable.Of(family)))];
    private int _device = -1;
    private string? _name;

    /// <summary>The next readings; empty at the end.</summary>
    public IReadOnlyList<Reading> Next(Session session)
    {
        var batch = new List<Reading>(BatchRows);
        while (batch.Count < BatchRows && (_name is not null || NextDevice(session)))
        {
            if (Merge(session, batch))
            {
                _name = null;
            }
        }

        return batch;
    }

    private bool NextDevice(Session session)
    {
        if (++_device >= devices.Count)
        {
            return false;
        }

        using var row = session.Use("select device_id from device_key where key = ?1");
        row.Bind(1, devices[_device]);
        row.Step();
        _name = row.Text(0)!;
        foreach (var strand in _strands)
        {
            // Before the first that counts: no message id is greater than the greatest.
            (strand.Time, strand.Message, strand.Ended) = (Math.Max(scan.From, long.MinValue + 1) - 1, long.MaxValue, false);
        }

        return true;
    }

    /// <summary>True when the device has no more.</summary>
    private bool Merge(Session session, List<Reading> batch)
    {
        try
        {
            foreach (var strand in _strands)
            {
                strand.Open(session, devices[_device], scan);
            }

            while (First() is { } first)
            {
                if (batch.Count == BatchRows)
                {
                    return false;
                }

                batch.Add(first.Take(_name!));
            }

            return true;
        }
        finally
        {
            foreach (var strand in _strands)
            {
                strand.Close();
            }
        }
    }

    private Strand? First()
    {
        Strand? first = null;
        foreach (var strand in _strands)
        {
            if (!strand.Ended && (first is null || strand.HeadTime < first.HeadTime || (strand.HeadTime == first.HeadTime && strand.HeadMessage < first.HeadMessage)))
            {
                first = strand;
            }
        }

        return first;
    }

    /// <summary>The device's rows in one family, from behind the last one taken.</summary>
    private sealed class Strand(FamilyTable table)
    {
        private Statement? _rows;

        /// <summary>Of the row taken last.</summary>
        public long Time { get; set; }

        public long Message { get; set; }

        public bool Ended { get; set; }

        /// <summary>Of the row to be taken next.</summary>
        public long HeadTime { get; private set; }

        public long HeadMessage { get; private set; }

        public void Open(Session session, int device, HistoryScan scan)
        {
            if (Ended)
            {
                return;
            }

            _rows = session.Use(table.After);
            _rows.Bind(1, device);
            _rows.Bind(2, Time);
            _rows.Bind(3, Message);
            _rows.Bind(4, scan.To);
            _rows.Bind(5, scan.FarmId);
            Step();
        }

        public Reading Take(string deviceId)
        {
            var reading = table.Read(_rows!, deviceId);
            (Time, Message) = (HeadTime, HeadMessage);
            Step();
            return reading;
        }

        public void Close()
        {
            _rows?.Dispose();
            _rows = null;
        }

        private void Step()
        {
            Ended = !_rows!.Step();
            if (!Ended)
            {
                (HeadTime, HeadMessage) = (_rows.Long(1), _rows.Long(2));
            }
        }
    }
}
