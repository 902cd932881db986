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
    public TaskCompletionSource? HoldAppends { get; set; }

    /// <summary>Holds the answer to every append, which is stored already, until it is completed; null: none is held.</summary>
    public TaskCompletionSource? HoldAnswers { get; set; }

    /// <summary>Appends that are stored and not answered.</summary>
    public int Unanswered => Volatile.Read(ref _unanswered);

    /// <summary>How often a device's newest values were read.</summary>
    public int LatestReads => Volatile.Read(ref _latestReads);

    /// <summary>Completes when the next write fails.</summary>
    public Task Failed => _failed.Task;

    public void FailNext(int appends = 0, int rejects = 0) => (_appends, _rejects) = (appends, rejects);

    public async Task<CommitReceipt> AppendAsync(IReadOnlyList<Reading> readings)
    {
        if (HoldAppends is { } gate)
        {
            await gate.Task;
        }

        Fail(ref _appends);
        var receipt = await store.AppendAsync(readings);
        if (HoldAnswers is { } answers)
        {
            Interlocked.Increment(ref _unanswered);
            await answers.Task;
            Interlocked.Decrement(ref _unanswered);
        }

        return receipt;
    }

    public Task AppendRejectedAsync(IReadOnlyList<RejectedMessage> messages)
    {
        Fail(ref _rejects);
        return store.AppendRejectedAsync(messages);
    }

    public Task<LatestMetricValues?> FindLatestValuesAsync(string deviceId, ReadingFamily family, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _latestReads);
        return store.FindLatestValuesAsync(deviceId, family, cancellationToken);
    }

    public string Description => store.Description;

    public Task<IReadOnlyList<Reading>> ListSinceAsync(
        int farmId, IReadOnlySet<string>? deviceIds, long from, int limit, CancellationToken cancellationToken)
        => store.ListSinceAsync(farmId, deviceIds, from, limit, cancellationToken);

    public Task<IReadOnlyList<Reading>> ListLatestOfAnimalAsync(int farmId, string animalId, CancellationToken cancellationToken)
        => store.ListLatestOfAnimalAsync(farmId, animalId, cancellationToken);

    public Task<IReadOnlyList<Reading>> ListOfAnimalSinceAsync(
        int farmId, string animalId, long from, int limit, CancellationToken cancellationToken)
        => store.ListOfAnimalSinceAsync(farmId, animalId, from, limit, cancellationToken);

    public IAsyncEnumerable<IReadOnlyList<Reading>> ScanAsync(HistoryScan scan, CancellationToken cancellationToken)
        => store.ScanAsync(scan, cancellationToken);

    public Task<SeriesResult> QuerySeriesAsync(SeriesQuery query, CancellationToken cancellationToken)
        => store.QuerySeriesAsync(query, cancellationToken);

    public ValueTask<IReadOnlyDictionary<string, MessageCounts>> GetMessageCountsAsync(
        IReadOnlyCollection<string> deviceIds, CancellationToken cancellationToken)
        => store.GetMessageCountsAsync(deviceIds, cancellationToken);

    public ValueTask<MessageCounts> GetFarmMessageCountsAsync(int farmId, CancellationToken cancellationToken)
        => store.GetFarmMessageCountsAsync(farmId, cancellationToken);

    public Task<Page<RejectedMessage>> ListRejectedAsync(
        int farmId, string? deviceId, int first, string? after, CancellationToken cancellationToken)
        => store.ListRejectedAsync(farmId, deviceId, first, after, cancellationToken);

    public Task<IReadOnlyList<RejectedMessage>> FindRejectedAsync(
        int farmId, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
        => store.FindRejectedAsync(farmId, ids, cancellationToken);

    public Task MarkReplayedAsync(IReadOnlyCollection<string> ids, long at, CancellationToken cancellationToken)
        => store.MarkReplayedAsync(ids, at, cancellationToken);

    public Task ProbeAsync(CancellationToken cancellationToken) => store.ProbeAsync(cancellationToken);

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
