using SmartDairy.Contracts;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using SmartDairy.History;
using SmartDairy.History.Rejected;
using SmartDairy.History.Series;

namespace SmartDairy.Api.Tests.Dairy;

/// <summary>A history that tells what it was asked, and holds the refused messages that a test puts in.</summary>
internal sealed class PaperHistory : IHistory
{
    public List<RejectedMessage> Rejected { get; } = [];

    public SeriesQuery? Asked { get; private set; }

    public Task<SeriesResult> SeriesAsync(SeriesQuery query, CancellationToken cancellation)
    {
        Asked = query;
        return Task.FromResult(new SeriesResult(query.Metrics, ["°C"], [1_000, 2_000], [[1.5, null]], [100, 90], false, query.Bucket?.Every));
    }

    public Task<Page<RejectedMessage>> RejectedAsync(int farmId, string? deviceId, int first, string? after, CancellationToken cancellation)
    {
        RejectedMessage[] found = [.. Rejected.Where(message => message.FarmId == farmId)];
        return Task.FromResult(new Page<RejectedMessage>(found, [.. found.Select(message => message.Id)], false, found.Length));
    }

    public Task<IReadOnlyList<RejectedMessage>> FindRejectedAsync(int farmId, IReadOnlyCollection<string> ids, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<RejectedMessage>>([.. Rejected.Where(message => message.FarmId == farmId && ids.Contains(message.Id))]);

    public Task<CommitReceipt> AppendAsync(IReadOnlyList<Reading> readings) => Task.FromResult(CommitReceipt.Clean);

    public Task RejectAsync(IReadOnlyList<RejectedMessage> messages)
    {
        Rejected.AddRange(messages);
        return Task.CompletedTask;
    }

    public Task<LatestReadings?> LatestAsync(string deviceId, ReadingFamily family, CancellationToken cancellation) => Task.FromResult<LatestReadings?>(null);

    public string Kind => "paper";

    public Task<IReadOnlyList<Reading>> SinceAsync(int farmId, IReadOnlySet<string>? deviceIds, long from, int limit, CancellationToken cancellation)
        => Task.FromResult<IReadOnlyList<Reading>>([]);

    public Task<IReadOnlyList<Reading>> LatestOfAnimalAsync(int farmId, string animalId, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<Reading>>([]);

    public Task<IReadOnlyList<Reading>> OfAnimalSinceAsync(int farmId, string animalId, long from, int limit, CancellationToken cancellation)
        => Task.FromResult<IReadOnlyList<Reading>>([]);

    public IAsyncEnumerable<IReadOnlyList<Reading>> ScanAsync(HistoryScan scan, CancellationToken cancellation)
        => AsyncEnumerable.Empty<IReadOnlyList<Reading>>();

    public ValueTask<IReadOnlyDictionary<string, MessageCounts>> CountsAsync(IReadOnlyCollection<string> deviceIds, CancellationToken cancellation) =>
        new(new Dictionary<string, MessageCounts>());

    public ValueTask<MessageCounts> FarmCountsAsync(int farmId, CancellationToken cancellation) => new(default(MessageCounts));

    public Task MarkReplayedAsync(IReadOnlyCollection<string> ids, long at, CancellationToken cancellation) => Task.CompletedTask;

    public Task ProbeAsync(CancellationToken cancellation) => Task.CompletedTask;
}
