using SmartDairy.Contracts.Readings;
using SmartDairy.History.Postgres.Database;
using SmartDairy.History.Readings;

namespace SmartDairy.History.Postgres.Readings;

/// <summary>
/// Where a scan has got to: one group of devices after the other, each streamed in the order of its key; a device that has several families
/// is merged of them.
/// </summary>
internal sealed class ScanCursor(PostgresExecutor connections, HistoryScan scan, ScanPlan plan) : IAsyncDisposable
{
    private const int BatchRows = 4_096;
    private readonly List<FamilyCursor> _cursors = [];
    private int _group = -1;

    /// <summary>The next readings; empty at the end.</summary>
    public async Task<IReadOnlyList<Reading>> ReadNextBatchAsync(CancellationToken cancellationToken)
    {
        var batch = new List<Reading>(BatchRows);
        try
        {
            while (batch.Count < BatchRows)
            {
                if (FindEarliest() is { } first)
                {
                    batch.Add(first.Current!);
                    await first.MoveNextAsync(cancellationToken);
                }
                else if (!await MoveToNextGroupAsync(cancellationToken))
                {
                    break;
                }
            }

            return batch;
        }
        catch (Exception error) when (PostgresErrors.IsDatabaseError(error))
        {
            throw PostgresErrors.ToUnavailable("The store cannot be read now", error);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var cursor in _cursors)
        {
            await cursor.DisposeAsync();
        }

        _cursors.Clear();
    }

    private async Task<bool> MoveToNextGroupAsync(CancellationToken cancellationToken)
    {
        await DisposeAsync();
        if (++_group >= plan.Groups.Count)
        {
            return false;
        }

        var (devices, families) = plan.Groups[_group];
        foreach (var table in families)
        {
            var sql =
                $"select {table.Columns} from {table.Name} where device = any($1) and time >= $2 and time < $3 and farm = $4 order by device, time, message";
            var stream = await connections.StreamAsync(
                connection =>
                    connection.CreateCommand(sql, devices, PostgresTimestamp.FromUnixMilliseconds(scan.From),
                        PostgresTimestamp.FromUnixMilliseconds(scan.To), scan.FarmId), cancellationToken);
            var cursor = new FamilyCursor(table, plan.DeviceIds, stream);
            _cursors.Add(cursor);
            await cursor.MoveNextAsync(cancellationToken);
        }

        return true;
    }

    /// <summary>Several cursors are always of one device.</summary>
    private FamilyCursor? FindEarliest()
    {
        FamilyCursor? first = null;
        foreach (var cursor in _cursors)
        {
            if (cursor.Current is { } head && (first?.Current is not { } least || ReadingOrder.OldestFirst(head, least) < 0))
            {
                first = cursor;
            }
        }

        return first;
    }

    /// <summary>A group's rows in one family.</summary>
    private sealed class FamilyCursor(ReadingTable table, IReadOnlyDictionary<int, string> names, RowStream stream) : IAsyncDisposable
    {
        private int _device;
        private string? _name;

        /// <summary>The reading to be taken next; null at the end.</summary>
        public Reading? Current { get; private set; }

        public ValueTask MoveNextAsync(CancellationToken cancellationToken)
        {
            var more = stream.Reader.ReadAsync(cancellationToken);
            if (!more.IsCompletedSuccessfully)
            {
                return new ValueTask(MoveNextSlowAsync(more));
            }

            SetCurrent(more.Result);
            return ValueTask.CompletedTask;
        }

        public ValueTask DisposeAsync() => stream.DisposeAsync();

        private async Task MoveNextSlowAsync(Task<bool> more) => SetCurrent(await more);

        private void SetCurrent(bool more)
        {
            if (!more)
            {
                Current = null;
                stream.MarkCompleted();
                return;
            }

            var row = stream.Row;
            row.Rewind();
            var device = row.Int(0);
            if (_name is null || device != _device)
            {
                (_device, _name) = (device, names[device]);
            }

            Current = table.Read(row, _name);
        }
    }
}
