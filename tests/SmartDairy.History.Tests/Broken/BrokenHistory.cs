using SmartDairy.Contracts;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using SmartDairy.History.Rejected;
using SmartDairy.History.Series;

namespace SmartDairy.History.Tests.Broken;

/// <summary>A store that breaks the contract in one way, over one that keeps it.</summary>
internal sealed class BrokenHistory(IHistory inner, Defect defect) : IHistory
{
    private int _appended;

    public Task<CommitReceipt> AppendAsync(IReadOnlyList<Reading> readings)
    {
        switch (defect)
        {
            case Defect.AcknowledgesWithoutStoring when Interlocked.Increment(ref _appended) % 10 == 0:
                return Task.FromResult(CommitReceipt.Clean);
            case Defect.AcknowledgesBeforeStoring:
                _ = inner.AppendAsync(readings).ContinueWith(static failed => failed.Exception, TaskScheduler.Default);
                return Task.FromResult(CommitReceipt.Clean);
            case Defect.DropsOneInAThousand:
                return inner.AppendAsync([.. readings.Where(_ => Interlocked.Increment(ref _appended) % 1000 != 0)]);
            case Defect.StoresDuplicates:
                return inner.AppendAsync([.. readings.Select(reading => reading with { MessageId = Interlocked.Increment(ref _appended) })]);
            case Defect.HidesDuplicates:
                return inner.AppendAsync(readings).ContinueWith(
                    done => done.IsCompletedSuccessfully ? CommitReceipt.Clean : done.GetAwaiter().GetResult(), TaskScheduler.Default);
            default:
                return inner.AppendAsync(readings);
        }
    }

    public Task RejectAsync(IReadOnlyList<RejectedMessage> messages) => inner.RejectAsync(messages);

    public async Task<LatestReadings?> LatestAsync(string deviceId, ReadingFamily family, CancellationToken cancellation)
    {
        var latest = await inner.LatestAsync(deviceId, family, cancellation);
        if (defect != Defect.RegressesLatest || latest is null)
        {
            return latest;
        }

        // As if the last to arrive were the newest.
        var query = new SeriesQuery(deviceId, family, [.. latest.Values.Select(value => value.Metric)], 0, long.MaxValue / 10_000_000, null, 1);
        var first = await inner.SeriesAsync(query with { To = latest.Values.Max(value => value.Time) }, cancellation);
        return latest with { Values = [.. latest.Values.Select((value, i) => value with { Value = first.Values[i].FirstOrDefault() ?? value.Value, Time = first.Times.FirstOrDefault(value.Time) })] };
    }

    public string Kind => inner.Kind;

    public Task<IReadOnlyList<Reading>> SinceAsync(int farmId, IReadOnlySet<string>? deviceIds, long from, int limit, CancellationToken cancellation)
        => inner.SinceAsync(farmId, deviceIds, from, limit, cancellation);

    public Task<IReadOnlyList<Reading>> LatestOfAnimalAsync(int farmId, string animalId, CancellationToken cancellation)
        => inner.LatestOfAnimalAsync(farmId, animalId, cancellation);

    public Task<IReadOnlyList<Reading>> OfAnimalSinceAsync(int farmId, string animalId, long from, int limit, CancellationToken cancellation)
        => inner.OfAnimalSinceAsync(farmId, animalId, from, limit, cancellation);

    public IAsyncEnumerable<IReadOnlyList<Reading>> ScanAsync(HistoryScan scan, CancellationToken cancellation) => inner.ScanAsync(scan, cancellation);

    public Task<SeriesResult> SeriesAsync(SeriesQuery query, CancellationToken cancellation)
        => inner.SeriesAsync(
            defect == Defect.ForgetsTheTimeZone && query.Bucket is { } bucket ? query with { Bucket = bucket with { TimeZone = TimeZoneInfo.Utc } } : query,
            cancellation);

    public async ValueTask<IReadOnlyDictionary<string, MessageCounts>> CountsAsync(IReadOnlyCollection<string> deviceIds, CancellationToken cancellation)
    {
        var counts = await inner.CountsAsync(deviceIds, cancellation);
        return defect != Defect.CountsDuplicatesAsStored
            ? counts
            : counts.ToDictionary(count => count.Key, count => new MessageCounts(count.Value.Stored + count.Value.Duplicate, 0, count.Value.Rejected));
    }

    public ValueTask<MessageCounts> FarmCountsAsync(int farmId, CancellationToken cancellation) => inner.FarmCountsAsync(farmId, cancellation);

    public Task<Page<RejectedMessage>> RejectedAsync(int farmId, string? deviceId, int first, string? after, CancellationToken cancellation)
        => inner.RejectedAsync(farmId, deviceId, first, after, cancellation);

    public Task<IReadOnlyList<RejectedMessage>> FindRejectedAsync(int farmId, IReadOnlyCollection<string> ids, CancellationToken cancellation)
        => inner.FindRejectedAsync(farmId, ids, cancellation);

    public Task MarkReplayedAsync(IReadOnlyCollection<string> ids, long at, CancellationToken cancellation) => inner.MarkReplayedAsync(ids, at, cancellation);

    public Task ProbeAsync(CancellationToken cancellation) => inner.ProbeAsync(cancellation);
}
