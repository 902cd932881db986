using SmartDairy.Contracts.Readings;
using SmartDairy.History.Ledger;
using SmartDairy.History.Postgres.Database;
using SmartDairy.History.Postgres.Readings;
using SmartDairy.History.Readings;
using SmartDairy.History.Writing;

namespace SmartDairy.History.Postgres.Writing;

/// <summary>A transaction's rows, encoded. Each worker has one and uses it again and again.</summary>
internal sealed class EncodedBatch
{
    private readonly ReadingTableBatch[] _families = [.. ReadingTable.All.Select(readings => new ReadingTableBatch(readings))];
    private readonly RejectedTableBatch _rejected = new();
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly TableBatch[] _all;

    public EncodedBatch() => _all = [.. _families, _rejected];

    /// <summary>Always in the same order, so that two workers take their locks in the same order.</summary>
    public IEnumerable<TableBatch> NonEmptyTables => _all.Where(table => !table.IsEmpty);

    public LedgerDelta Delta { get; } = new();

    /// <summary>The days since 1970 of the event times.</summary>
    public HashSet<long> EventDays { get; } = [];

    /// <summary>Takes in the rows of a batch: looks up their devices, sorts and encodes them.</summary>
    public async Task LoadAsync(
        IReadOnlyList<AppendRequest> requests, DeviceKeys devices, int maxDevicesFromRejected, CancellationToken cancellationToken)
    {
        Clear();
        await EnsureDeviceKeysAsync(requests, devices, maxDevicesFromRejected, cancellationToken);
        foreach (var request in requests)
        {
            foreach (var reading in request.Readings)
            {
                if (!devices.TryFind(reading.DeviceId, out var key) && !devices.TryFind(PostgresText.Sanitize(reading.DeviceId), out key))
                {
                    throw new InvalidOperationException($"The device {reading.DeviceId} has no number.");
                }

                _families[(int)reading.Family].Add(reading, key);
                EventDays.Add(KnownPartitions.DayOf(reading.Time));
            }

            foreach (var message in request.Rejected)
            {
                _rejected.Add(message, message.DeviceId is { } name && devices.TryFind(PostgresText.Sanitize(name), out var key) ? key : 0);
            }
        }

        foreach (var table in NonEmptyTables)
        {
            table.Encode();
        }
    }

    /// <summary>Counts the rows stored and the duplicates, and fills the delta.</summary>
    public CommitReceipt CountOutcomes()
    {
        Delta.Clear();
        var duplicates = new HashSet<Reading>(ReferenceEqualityComparer.Instance);
        foreach (var table in _all)
        {
            table.CountOutcomes(Delta, duplicates);
        }

        return duplicates.Count == 0 ? CommitReceipt.WithoutDuplicates : new CommitReceipt(duplicates);
    }

    public void ResetOutcomes()
    {
        foreach (var table in _all)
        {
            table.ResetOutcomes();
        }
    }

    private void Clear()
    {
        foreach (var table in _all)
        {
            table.Clear();
        }

        EventDays.Clear();
    }

    private async Task EnsureDeviceKeysAsync(
        IReadOnlyList<AppendRequest> requests, DeviceKeys devices, int maxDevicesFromRejected, CancellationToken cancellationToken)
    {
        _names.Clear();
        foreach (var request in requests)
        {
            foreach (var reading in request.Readings)
            {
                if (!devices.TryFind(reading.DeviceId, out _))
                {
                    _names.Add(PostgresText.Sanitize(reading.DeviceId));
                }
            }
        }

        if (_names.Count > 0)
        {
            await devices.EnsureAsync(_names, cancellationToken);
            _names.Clear();
        }

        foreach (var request in requests)
        {
            foreach (var message in request.Rejected)
            {
                if (message.DeviceId is { Length: <= DeviceKeys.MaxNameLength } name && !devices.TryFind(name, out _))
                {
                    _names.Add(PostgresText.Sanitize(name));
                }
            }
        }

        if (_names.Count > 0)
        {
            await devices.EnsureFromRejectedAsync(_names, maxDevicesFromRejected, cancellationToken);
        }
    }
}
