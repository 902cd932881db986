using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using SmartDairy.Contracts.Cluster;
using SmartDairy.Contracts.Readings;
using SmartDairy.History;

namespace SmartDairy.Grains.Live;

/// <summary>The readings of one farm from all silos, each once; what a broken link missed is read from history.</summary>
internal sealed partial class ReadingLinks(
    int farmId, LiveTopic<Reading> watchers, LocalFeed? local, IGrainFactory grains, IHistory history, SiloRoll roll, ClusterFeedOptions options, TimeProvider time, ILogger log)
    : FarmLinks<Reading>(roll, options, time, log)
{
    private const long Nothing = long.MaxValue;
    private readonly DeliveredReadings _delivered = new(options.Remembered);
    private readonly Lock _gate = new();
    private readonly Channel<bool> _gap = Channel.CreateBounded<bool>(1);
    private long _missedSince = Nothing;

    protected override IAsyncEnumerable<Pulse<Reading>> OpenAsync(string silo, CancellationToken cancellation)
        => local?.Silo == silo ? LocalAsync(local.Feed, cancellation) : RemoteAsync(grains.GetGrain<ISiloGrain>(silo), cancellation);

    protected override void Deliver(Reading[] items)
    {
        lock (_gate)
        {
            foreach (var reading in items)
            {
                DeliverOnce(reading);
            }
        }
    }

    protected override void Missed(long since)
    {
        lock (_gate)
        {
            _missedSince = Math.Min(_missedSince, since);
        }

        _gap.Writer.TryWrite(true);
    }

    protected override async Task AttendAsync(CancellationToken cancellation)
    {
        while (true)
        {
            await _gap.Reader.ReadAsync(cancellation).ConfigureAwait(false);
            long since;
            lock (_gate)
            {
                (since, _missedSince) = (_missedSince, Nothing);
            }

            if (since != Nothing && !await TryFillAsync(since, cancellation).ConfigureAwait(false))
            {
                await Task.Delay(Options.Pause, Time, cancellation).ConfigureAwait(false);
                Missed(since);
            }
        }
    }

    /// <summary>
    /// Finds by event time, and keeps what was received since: what was received before the first watcher came is none of theirs, and what was delivered
    /// too long ago to be remembered must not be delivered again.
    /// </summary>
    private async Task<bool> TryFillAsync(long since, CancellationToken cancellation)
    {
        IReadOnlyList<Reading> found;
        try
        {
            found = await history.SinceAsync(farmId, null, since - (long)Options.Lateness.TotalMilliseconds, Options.MostFilled, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            LogNotFilled(Log, farmId, e.Message);
            return false;
        }

        var filled = 0;
        lock (_gate)
        {
            var floor = Math.Max(Began, since - (long)Options.Slack.TotalMilliseconds);
            foreach (var reading in found)
            {
                if (reading.ReceivedAt >= floor && reading.ReceivedAt > _delivered.Forgotten && DeliverOnce(reading))
                {
                    filled++;
                }
            }
        }

        if (filled > 0)
        {
            LogFilled(Log, farmId, filled);
        }

        return true;
    }

    private bool DeliverOnce(Reading reading)
    {
        if (!_delivered.Add(reading))
        {
            return false;
        }

        watchers.Publish(farmId, reading);
        return true;
    }

    private async IAsyncEnumerable<Pulse<Reading>> LocalAsync(ReadingFeed feed, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var watch = feed.WatchReadings(farmId);
        await foreach (var pulse in Pulse<Reading>.OfAsync(watch, Time, cancellation).ConfigureAwait(false))
        {
            yield return pulse;
        }
    }

    private async IAsyncEnumerable<Pulse<Reading>> RemoteAsync(ISiloGrain silo, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // One batch an answer: it holds enough, and what gathers meanwhile is the next.
        await foreach (var batch in silo.ReadingsAsync(farmId, cancellation).WithBatchSize(1).WithCancellation(cancellation).ConfigureAwait(false))
        {
            yield return new Pulse<Reading>(batch.At, batch.Lost, batch.Readings);
        }
    }

    [LoggerMessage(2103, LogLevel.Information, "Filled a gap in the live feed of farm {Farm} with {Count} readings from history")]
    private static partial void LogFilled(ILogger logger, int farm, int count);

    [LoggerMessage(2104, LogLevel.Warning, "A gap in the live feed of farm {Farm} cannot be filled now ({Reason}); trying again")]
    private static partial void LogNotFilled(ILogger logger, int farm, string reason);
}
