using SmartDairy.Contracts;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using SmartDairy.History;
using SmartDairy.History.Rejected;
using SmartDairy.History.Series;

namespace SmartDairy.Api.Tests.Dairy;

/// <summary>A history that tells what it was asked, and holds the refused messages that a test puts in.</summary>
internal sealed class FakeHistory : IHistory
{
    public List<RejectedMessage> Rejected { get; } = [];

    /// <summary>The number of calls for message counters.</summary>
    public int CountQueries { get; private set; }

    /// <summary>True while message counters cannot be read.</summary>
    public bool Unavailable { get; set; }

    public SeriesQuery? LastQuery { get; private set; }

    public Task<SeriesResult> QuerySeriesAsync(SeriesQuery query, CancellationToken cancellationToken)
    {
        LastQuery = query;
        return Task.FromResult(
            new SeriesResult(query.Metrics, ["°C"], [1_000, 2_000], [[1.5, null]], [100, 90], false, query.Bucket?.Every));
    }

    public Task<Page<RejectedMessage>> ListRejectedAsync(
        int farmId, string? deviceId, int first, string? after, CancellationToken cancellationToken)
    {
        RejectedMessage[] found = [.. Rejected.Where(message => message.FarmId == farmId)];
        return Task.FromResult(new Page<RejectedMessage>(found, [.. found.Select(message => message.Id)], false, found.Length));
    }

    public Task<IReadOnlyList<RejectedMessage>> FindRejectedAsync(
        int farmId, IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<RejectedMessage>>(
            [.. Rejected.Where(message => message.FarmId == farmId && ids.Contains(message.Id))]);

    public Task<CommitReceipt> AppendAsync(IReadOnlyList<Reading> readings) => Task.FromResult(CommitReceipt.WithoutDuplicates);

    public Task AppendRejectedAsync(IReadOnlyList<RejectedMessage> messages)
    {
        Rejected.AddRange(messages);
        return Task.CompletedTask;
    }

    public Task<LatestMetricValues?> FindLatestValuesAsync(string deviceId, ReadingFamily family, CancellationToken cancellationToken)
        => Task.FromResult<LatestMetricValues?>(null);

    public string Description => "paper";

    public Task<IReadOnlyList<Reading>> ListSinceAsync(
        int farmId, IReadOnlySet<string>? deviceIds, long from, int limit, CancellationToken cancellationToken)
        => Task.FromResult<IReadOnlyList<Reading>>([]);

    public Task<IReadOnlyList<Reading>> ListLatestOfAnimalAsync(int farmId, string animalId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Reading>>([]);

    public Task<IReadOnlyList<Reading>> ListOfAnimalSinceAsync(
        int farmId, string animalId, long from, int limit, CancellationToken cancellationToken)
        => Task.FromResult<IReadOnlyList<Reading>>([]);

    public IAsyncEnumerable<IReadOnlyList<Reading>> ScanAsync(HistoryScan scan, CancellationToken cancellationToken)
        => AsyncEnumerable.Empty<IReadOnlyList<Reading>>();

    public ValueTask<IReadOnlyDictionary<string, MessageCounts>> GetMessageCountsAsync(
        IReadOnlyCollection<string> deviceIds, CancellationToken cancellationToken)
    {
        CountQueries++;
        return Unavailable
            ? throw new HistoryUnavailableException("The test took the store away.")
            : new(deviceIds.ToDictionary(id => id, _ => new MessageCounts(long.MaxValue, 2, 3)));
    }

    public ValueTask<MessageCounts> GetFarmMessageCountsAsync(int farmId, CancellationToken cancellationToken)
        => new(default(MessageCounts));

    public Task MarkReplayedAsync(IReadOnlyCollection<string> ids, long at, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task ProbeAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
