using SmartDairy.Contracts;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using SmartDairy.History;
using SmartDairy.History.Rejected;
using SmartDairy.History.Series;

namespace SmartDairy.Grains.Tests.Cluster;

/// <summary>The real store, whose writes fail as often as the test asks for.</summary>
internal sealed class FaultyHistory(IHistory store) : IHistory
{
    private int _appends;
    private int _rejects;
    private int _unanswered;
    private int _latestReads;
    private TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Holds every append until it is completed; null: none is held.</summary>
    public TaskCompletionSource? Gate { get; set; }

    /// <summary>Holds the answer to every append, which is stored already, until it is completed; null: none is held.</summary>
    public TaskCompletionSource? Answers { get; set; }

    /// <summary>Appends that are stored and not answered.</summary>
    public int Unanswered => Volatile.Read(ref _unanswered);

    /// <summary>How often a device's newest values were read.</summary>
    public int LatestReads => Volatile.Read(ref _latestReads);

    /// <summary>Completes when the next write fails.</summary>
    public Task Failed => _failed.Task;

    public void FailNext(int appends = 0, int rejects = 0) => (_appends, _rejects) = (appends, rejects);

    public async Task<CommitReceipt> AppendAsync(IReadOnlyList<Reading> readings)
    {
        if (Gate is { } gate)
        {
            await gate.Task;
        }

        Fail(ref _appends);
        var receipt = await store.AppendAsync(readings);
        if (Answers is { } answers)
        {
            Interlocked.Increment(ref _unanswered);
            await answers.Task;
            Interlocked.Decrement(ref _unanswered);
        }

        return receipt;
    }

    public Task RejectAsync(IReadOnlyList<RejectedMessage> messages)
    {
        Fail(ref _rejects);
        return store.RejectAsync(messages);
    }

    public Task<LatestReadings?> LatestAsync(string deviceId, ReadingFamily family, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _latestReads);
        return store.LatestAsync(deviceId, family, cancellation);
    }

    public string Kind => store.Kind;

    public Task<IReadOnlyList<Reading>> SinceAsync(int farmId, IReadOnlySet<string>? deviceIds, long from, int limit, CancellationToken cancellation)
        => store.SinceAsync(farmId, deviceIds, from, limit, cancellation);

    public Task<IReadOnlyList<Reading>> LatestOfAnimalAsync(int farmId, string animalId, CancellationToken cancellation)
        => store.LatestOfAnimalAsync(farmId, animalId, cancellation);

    public Task<IReadOnlyList<Reading>> OfAnimalSinceAsync(int farmId, string animalId, long from, int limit, CancellationToken cancellation)
        => store.OfAnimalSinceAsync(farmId, animalId, from, limit, cancellation);

    public IAsyncEnumerable<IReadOnlyList<Reading>> ScanAsync(HistoryScan scan, CancellationToken cancellation) => store.ScanAsync(scan, cancellation);

    public Task<SeriesResult> SeriesAsync(SeriesQuery query, CancellationToken cancellation) => store.SeriesAsync(query, cancellation);

    public ValueTask<IReadOnlyDictionary<string, MessageCounts>> CountsAsync(IReadOnlyCollection<string> deviceIds, CancellationToken cancellation)
        => store.CountsAsync(deviceIds, cancellation);

    public ValueTask<MessageCounts> FarmCountsAsync(int farmId, CancellationToken cancellation) => store.FarmCountsAsync(farmId, cancellation);

    public Task<Page<RejectedMessage>> RejectedAsync(int farmId, string? deviceId, int first, string? after, CancellationToken cancellation)
        => store.RejectedAsync(farmId, deviceId, first, after, cancellation);

    public Task<IReadOnlyList<RejectedMessage>> FindRejectedAsync(int farmId, IReadOnlyCollection<string> ids, CancellationToken cancellation)
        => store.FindRejectedAsync(farmId, ids, cancellation);

    public Task MarkReplayedAsync(IReadOnlyCollection<string> ids, long at, CancellationToken cancellation)
        => store.MarkReplayedAsync(ids, at, cancellation);

    public Task ProbeAsync(CancellationToken cancellation) => store.ProbeAsync(cancellation);

    private void Fail(ref int left)
    {
        if (Interlocked.Decrement(ref left) >= 0)
        {
            Interlocked.Exchange(ref _failed, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
            throw new HistoryUnavailableException("The test took the store away.");
        }

        Interlocked.Increment(ref left);
    }
}
