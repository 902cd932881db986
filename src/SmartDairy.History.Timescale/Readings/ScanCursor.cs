using SmartDairy.Contracts.Readings;
using SmartDairy.History.Timescale.Database;

namespace SmartDairy.History.Timescale.Readings;

/// <summary>Where a scan has got to: one group of devices after the other, each streamed in the order of its key; a device that has several families is merged of them.</summary>
internal sealed class ScanCursor(Connections connections, HistoryScan scan, ScanPlan plan) : IAsyncDisposable
{
    private const int BatchRows = 4_096;
    private readonly List<Strand> _strands = [];
    private int _group = -1;

    /// <summary>The next readings; empty at the end.</summary>
    public async Task<IReadOnlyList<Reading>> NextAsync(CancellationToken cancellation)
    {
        var batch = new List<Reading>(BatchRows);
        try
        {
            while (batch.Count < BatchRows)
            {
                if (First() is { } first)
                {
                    batch.Add(first.Head!);
                    await first.StepAsync(cancellation);
                }
                else if (!await NextGroupAsync(cancellation))
                {
                    break;
                }
            }

            return batch;
        }
        catch (Exception error) when (Faults.IsOfDatabase(error))
        {
            throw Faults.Unavailable("The store cannot be read now", error);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var strand in _strands)
        {
            await strand.DisposeAsync();
        }

        _strands.Clear();
    }

    private async Task<bool> NextGroupAsync(CancellationToken cancellation)
    {
        await DisposeAsync();
        if (++_group >= plan.Groups.Count)
        {
            return false;
        }

        var (devices, families) = plan.Groups[_group];
        foreach (var table in families)
        {
            var sql = $"select {table.Columns} from {table.Name} where device = any($1) and time >= $2 and time < $3 and farm = $4 order by device, time, message";
            var stream = await connections.StreamAsync(
                connection => connection.Command(sql, devices, Moments.ToTimestamp(scan.From), Moments.ToTimestamp(scan.To), scan.FarmId), cancellation);
            var strand = new Strand(table, plan.Names, stream);
            _strands.Add(strand);
            await strand.StepAsync(cancellation);
        }

        return true;
    }

    /// <summary>Several strands are always of one device.</summary>
    private Strand? First()
    {
        Strand? first = null;
        foreach (var strand in _strands)
        {
            if (strand.Head is { } head && (first?.Head is not { } least || ReadingOrder.OldestFirst(head, least) < 0))
            {
                first = strand;
            }
        }

        return first;
    }

    /// <summary>A group's rows in one family.</summary>
    private sealed class Strand(FamilyTable table, IReadOnlyDictionary<int, string> names, RowStream stream) : IAsyncDisposable
    {
        private int _device;
        private string? _name;

        /// <summary>The reading to be taken next; null at the end.</summary>
        public Reading? Head { get; private set; }

        public ValueTask StepAsync(CancellationToken cancellation)
        {
            var more = stream.Rows.ReadAsync(cancellation);
            if (!more.IsCompletedSuccessfully)
            {
                return new ValueTask(AwaitAsync(more));
            }

            Take(more.Result);
            return ValueTask.CompletedTask;
        }

        public ValueTask DisposeAsync() => stream.DisposeAsync();

        private async Task AwaitAsync(Task<bool> more) => Take(await more);

        private void Take(bool more)
        {
            if (!more)
            {
                Head = null;
                stream.End();
                return;
            }

            var device = stream.Rows.GetInt32(0);
            if (_name is null || device != _device)
            {
                (_device, _name) = (device, names[device]);
            }

            Head = table.Read(stream.Rows, _name);
        }
    }
}
