using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using SmartDairy.Contracts.Cluster;
using SmartDairy.Contracts.Readings;
using SmartDairy.History;

namespace SmartDairy.Grains.Live;

/// <summary>The readings of one farm from all silos, each once. Readings that a broken link missed are read from history.</summary>
internal sealed partial class ReadingFeedLinks(
    int farmId,
    FeedBroadcaster<Reading> broadcaster,
    LocalSilo? local,
    IGrainFactory grains,
    IHistory history,
    SiloDirectory siloDirectory,
    ClusterLiveFeedOptions options,
    TimeProvider time,
    ILogger log)
    : FarmFeedLinks<Reading>(siloDirectory, options, time, log)
{
    private const long NoGap = long.MaxValue;
    private readonly DeliveredReadings _delivered = new(options.DeliveredCapacity);
    private readonly Lock _lock = new();
    private readonly Channel<bool> _gapSignal = Channel.CreateBounded<bool>(1);
    private long _gapSince = NoGap;

    protected override IAsyncEnumerable<FeedBatch<Reading>> OpenAsync(string silo, CancellationToken cancellationToken)
        => local?.Silo == silo
            ? LocalAsync(local.Feed, cancellationToken)
            : RemoteAsync(grains.GetGrain<ISiloGrain>(silo), cancellationToken);

    protected override void Deliver(Reading[] items)
    {
        lock (_lock)
        {
            foreach (var reading in items)
            {
                DeliverOnce(reading);
            }
        }
    }

    protected override void ReportGap(long since)
    {
        lock (_lock)
        {
            _gapSince = Math.Min(_gapSince, since);
        }

        _gapSignal.Writer.TryWrite(true);
    }

    protected override async Task RunBackgroundAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await _gapSignal.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            long since;
            lock (_lock)
            {
                (since, _gapSince) = (_gapSince, NoGap);
            }

            if (since != NoGap && !await TryFillGapAsync(since, cancellationToken).ConfigureAwait(false))
            {
                await Task.Delay(Options.ReconnectDelay, Time, cancellationToken).ConfigureAwait(false);
                ReportGap(since);
            }
        }
    }

    /// <summary>
    /// Finds readings by event time and delivers those received since the gap began. Readings received before the first subscriber joined
    /// are left out, and so are those that may have been delivered and forgotten.
    /// </summary>
    private async Task<bool> TryFillGapAsync(long since, CancellationToken cancellationToken)
    {
        IReadOnlyList<Reading> found;
        try
        {
            found = await history.ListSinceAsync(farmId, null, since - (long)Options.MaxLateness.TotalMilliseconds, Options.MaxGapReadings,
                cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogGapNotFilled(Log, farmId, e.Message);
            return false;
        }

        var filled = 0;
        lock (_lock)
        {
            var floor = Math.Max(StartedAt, since - (long)Options.CommitDelayTolerance.TotalMilliseconds);
            foreach (var reading in found)
            {
                if (reading.ReceivedAt >= floor && reading.ReceivedAt > _delivered.ForgottenUpTo && DeliverOnce(reading))
                {
                    filled++;
                }
            }
        }

        if (filled > 0)
        {
            LogGapFilled(Log, farmId, filled);
        }

        return true;
    }

    private bool DeliverOnce(Reading reading)
    {
        if (!_delivered.TryAdd(reading))
        {
            return false;
        }

        broadcaster.Publish(farmId, reading);
        return true;
    }

    private async IAsyncEnumerable<FeedBatch<Reading>> LocalAsync(
        LocalLiveFeed feed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var subscription = feed.SubscribeToReadings(farmId);
        await foreach (var batch in FeedBatch<Reading>.ReadAsync(subscription, Time, cancellationToken).ConfigureAwait(false))
        {
            yield return batch;
        }
    }

    private async IAsyncEnumerable<FeedBatch<Reading>> RemoteAsync(
        ISiloGrain silo, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // One batch an answer: a batch is large enough, and further items gather meanwhile.
        await foreach (var batch in silo.StreamReadingsAsync(farmId, cancellationToken).WithBatchSize(1).WithCancellation(cancellationToken)
            .ConfigureAwait(false))
        {
            yield return new FeedBatch<Reading>(batch.CompleteUntil, batch.HasGap, batch.Readings);
        }
    }

    [LoggerMessage(2103, LogLevel.Information, "Filled a gap in the live feed of farm {Farm} with {Count} readings from history")]
    private static partial void LogGapFilled(ILogger logger, int farm, int count);

    [LoggerMessage(2104, LogLevel.Warning, "Failed to fill a gap in the live feed of farm {Farm} ({Reason}); retrying")]
    private static partial void LogGapNotFilled(ILogger logger, int farm, string reason);
}
