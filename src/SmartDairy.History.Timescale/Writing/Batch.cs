using SmartDairy.Contracts.Readings;
using SmartDairy.History.Ledger;
using SmartDairy.History.Timescale.Database;
using SmartDairy.History.Timescale.Readings;

namespace SmartDairy.History.Timescale.Writing;

/// <summary>A transaction's rows, encoded. One a lane, used again and again.</summary>
internal sealed class Batch
{
    private readonly FamilySection[] _families = [.. FamilyTable.Each.Select(table => new FamilySection(table))];
    private readonly RejectedSection _rejected = new();
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly Section[] _all;

    public Batch() => _all = [.. _families, _rejected];

    /// <summary>Always in the same order, so that two lanes take their locks in the same order.</summary>
    public IEnumerable<Section> Sections => _all.Where(section => !section.IsEmpty);

    public LedgerDelta Delta { get; } = new();

    /// <summary>The days since 1970 of the event times.</summary>
    public HashSet<long> Days { get; } = [];

    /// <summary>Takes in a job: looks up its devices, sorts and encodes its rows.</summary>
    public async Task LoadAsync(CommitJob job, DeviceKeys devices, int mostFromRejected, CancellationToken cancellation)
    {
        Clear();
        await LearnAsync(job, devices, mostFromRejected, cancellation);
        foreach (var call in job.Calls)
        {
            foreach (var reading in call.Readings)
            {
                if (!devices.TryFind(reading.DeviceId, out var key) && !devices.TryFind(Texts.Storable(reading.DeviceId), out key))
                {
                    throw new InvalidOperationException($"The device {reading.DeviceId} has no number.");
                }

                _families[(int)reading.Family].Add(reading, key);
                Days.Add(Partitions.DayOf(reading.Time));
            }

            foreach (var message in call.Rejected)
            {
                _rejected.Add(message, message.DeviceId is { } name && devices.TryFind(Texts.Storable(name), out var key) ? key : 0);
            }
        }

        foreach (var section in Sections)
        {
            section.Encode();
        }
    }

    /// <summary>What became of the rows: fills the delta.</summary>
    public CommitReceipt Count()
    {
        Delta.Clear();
        var duplicates = new HashSet<Reading>(ReferenceEqualityComparer.Instance);
        foreach (var section in _all)
        {
            section.Count(Delta, duplicates);
        }

        return duplicates.Count == 0 ? CommitReceipt.Clean : new CommitReceipt(duplicates);
    }

    public void Reset()
    {
        foreach (var section in _all)
        {
            section.Reset();
        }
    }

    private void Clear()
    {
        foreach (var section in _all)
        {
            section.Clear();
        }

        Days.Clear();
    }

    private async Task LearnAsync(CommitJob job, DeviceKeys devices, int mostFromRejected, CancellationToken cancellation)
    {
        _names.Clear();
        foreach (var call in job.Calls)
        {
            foreach (var reading in call.Readings)
            {
                if (!devices.TryFind(reading.DeviceId, out _))
                {
                    _names.Add(Texts.Storable(reading.DeviceId));
                }
            }
        }

        if (_names.Count > 0)
        {
            await devices.EnsureAsync(_names, cancellation);
            _names.Clear();
        }

        foreach (var call in job.Calls)
        {
            foreach (var message in call.Rejected)
            {
                if (message.DeviceId is { Length: <= DeviceKeys.MaxNameLength } name && !devices.TryFind(name, out _))
                {
                    _names.Add(Texts.Storable(name));
                }
            }
        }

        if (_names.Count > 0)
        {
            await devices.LearnAsync(_names, mostFromRejected, cancellation);
        }
    }
}
