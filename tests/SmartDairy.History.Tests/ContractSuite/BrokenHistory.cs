using SmartDairy.Contracts;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using SmartDairy.History.Rejected;
using SmartDairy.History.Series;

namespace SmartDairy.History.Tests.ContractSuite;

/// <summary>A store that breaks the contract in one way, over one that keeps it.</summary>
internal sealed class BrokenHistory(IHistory inner, StoreDefect defect) : IHistory
{
    private int _appended;

    public Task<CommitReceipt> AppendAsync(IReadOnlyList<Reading> readings)
    {
        switch (defect)
        {
            case StoreDefect.AcknowledgesWithoutStoring when Interlocked.Increment(ref _appended) % 10 == 0:
                return Task.FromResult(CommitReceipt.WithoutDuplicates);
            case StoreDefect.AcknowledgesBeforeStoring:
                _ = inner.AppendAsync(readings).ContinueWith(static failed => failed.Exception, TaskScheduler.Default);
                return Task.FromResult(CommitReceipt.WithoutDuplicates);
            case StoreDefect.DropsOneInAThousand:
                return inner.AppendAsync([.. readings.Where(_ => Interlocked.Increment(ref _appended) % 1000 != 0)]);
            case StoreDefect.StoresDuplicates:
                return inner.AppendAsync(
                    [.. readings.Select(reading => reading with { MessageId = Interlocked.Increment(ref _appended) })]);
            case StoreDefect.HidesDuplicates:
                return inner.AppendAsync(readings).ContinueWith(
                    done => done.IsCompletedSuccessfully
                        ? CommitReceipt.WithoutDuplicates
                        : done.GetAwaiter().GetResult(), TaskScheduler.Default);
            default:
                return inner.AppendAsync(readings);
        }
    }

    public Task AppendRejectedAsync(IReadOnlyList<RejectedMessage> messages) => inner.AppendRejectedAsync(messages);

    public async Task<LatestMetricValues?> FindLatestValuesAsync(string deviceId, ReadingFamily family, CancellationToken cancellationToken)
    {
        var latest = await inner.FindLatestValuesAsync(deviceId, family, cancellationToken);
        if (defect != StoreDefect.RegressesLatest || latest is null)
        {
            return latest;
        }

        // As if the last to arrive were the newest.
        var query =
            new SeriesQuery(deviceId, family, [.. latest.Values.Select(value => value.Metric)], 0, long.MaxValue / 10_000_000, null, 1);
        var first = await inner.QuerySeriesAsync(query with { To = latest.Values.Max(value => value.Time) }, cancellationToken);
        return latest with
        {
            Values =
            [.. latest.Values.Select((value, i) => value with
            { Value = first.Values[i].FirstOrDefault() ?? value.Value, Time = first.Times.FirstOrDefault(value.Time) })]
        };
    }

    public string Description => inner.Description;

    public Task<IReadOnlyList<Reading>> ListSinceAsync(
        int farmId, IReadOnlySet<string>? deviceIds, long from, int limit, CancellationToken cancellationToken)
        => inner.ListSinceAsync(farmId, deviceIds, from, limit, cancellationToken);

    public Task<IReadOnlyList<Reading>> ListLatestOfAnimalAsync(int farmId, string animalId, CancellationToken cancellationToken)
        => inner.ListLatestOfAnimalAsync(farmId, animalId, cancellationToken);

    public Task<IReadOnlyList<Reading>> ListOfAnimalSinceAsync(
        int farmId, string animalId, long from, int limit, CancellationToken cancellationToken)
        => inner.ListOfAnimalSinceAsync(farmId, animalId, from, limit, cancellationToken);

    public IAsyncEnumerable<IReadOnlyList<Reading>> ScanAsync(HistoryScan scan, CancellationToken cancellationToken)
        => inner.ScanAsync(scan, cancellationToken);

    public Task<SeriesResult> QuerySeriesAsync(SeriesQuery query, CancellationToken cancellationToken)
        => inner.QuerySeriesAsync(
            defect == StoreDefect.ForgetsTheTimeZone && query.Bucket is { } bucket
                ? query with { Bucket = bucket with { TimeZone = TimeZoneInfo.Utc } }
                : query,
            cancellationToken);

    public async ValueTask<IReadOnlyDictionary<string, MessageCounts>> GetMessageCountsAsync(
        IReadOnlyCollection<string> deviceIds, CancellationToken cancellationToken)
    {
        var counts = await inner.GetMessageCountsAsync(deviceIds, cancellationToken);
        return defect != StoreDefect.CountsDuplicatesAsStored
            ? counts
            : counts.ToDictionary(
                count => count.Key, count => new MessageCounts(count.Value.Stored + count.Value.Duplicate, 0, count.Value.Rejected));
    }

    public ValueTask<MessageCounts> GetFarmMessageCountsAsync(int farmId, CancellationToken cancellationToken)
        => inner.GetFarmMessageCountsAsync(farmId, cancellationToken);

    public Task<Page<RejectedMessage>> ListRejectedAsync(
        int farmId, string? deviceId, int first, string? after, CancellationToken cancellationToken)
        => inner.ListRejectedAsync(farmId, deviceId, first, after, cancellationToken);

    public Task<IReadOnlyList<RejectedMessage>> FindRejectedAsync(
        int farmId, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
        => inner.FindRejectedAsync(farmId, ids, cancellationToken);

    public Task MarkReplayedAsync(IReadOnlyCollection<string> ids, long at, CancellationToken cancellationToken)
        => inner.MarkReplayedAsync(ids, at, cancellationToken);

    public Task ProbeAsync(CancellationToken cancellationToken) => inner.ProbeAsync(cancellationToken);
}
