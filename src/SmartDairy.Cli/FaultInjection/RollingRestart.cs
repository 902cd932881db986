using SmartDairy.Cli.Api;
using SmartDairy.Cli.Cluster;

namespace SmartDairy.Cli.FaultInjection;

/// <summary>Restarts every node cleanly, one after the other, while clients query and subscribe on both API nodes.</summary>
internal static class RollingRestart
{
    private static readonly TimeSpan ThinkTime = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan PauseBetweenNodes = TimeSpan.FromSeconds(3);

    public static async Task<(double? Recovery, string Note)> RunAsync(FaultContext run)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(run.Cancellation);
        var querying = new QueryingClient(run);
        var subscribers = run.Cluster.Apis.Select(api => new SubscribingClient(api, run)).ToArray();
        var clients =
            Task.WhenAll(
                [.. Enumerable.Range(0, 4).Select(_ => Task.Run(() => querying.RunAsync(stop.Token), stop.Token)),
                    .. subscribers.Select(subscriber => Task.Run(() => subscriber.RunAsync(stop.Token), stop.Token))]);
        double? longest = 0;
        foreach (var node in run.Cluster.Silos.Concat(run.Cluster.Apis).ToArray())
        {
            var since = run.Time.GetTimestamp();
            var recovering = run.WaitUntilCaughtUpAsync(since, detectedLate: true);
            await node.StopAsync();
            var stopped = run.Time.GetElapsedTime(since).TotalSeconds;
            await node.StartAndWaitUntilReadyAsync(run.Time, run.Cancellation);
            var recovery = await recovering;
            run.Log($"  {node.Name}: stopped in {stopped:F1} s, back and caught up after {recovery:F1} s");
            longest = recovery is null || longest is null ? null : Math.Max(longest.Value, recovery.Value);
            await run.DelayAsync(PauseBetweenNodes);
        }

        // Each subscriber must still receive readings.
        var silent = 0;
        foreach (var subscriber in subscribers)
        {
            var receivedBefore = subscriber.ReceivedCount;
            for (var attempt = 0; attempt < 50 && subscriber.ReceivedCount == receivedBefore; attempt++)
            {
                await run.DelayAsync(TimeSpan.FromMilliseconds(200));
            }

            silent += subscriber.ReceivedCount == receivedBefore ? 1 : 0;
        }

        await stop.CancelAsync();
        await clients.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return (longest,
            $"{querying.QueryCount} queries, {querying.RetryCount} retried once, {querying.FailureCount} failed after that; {subscribers.Length} subscriptions received {subscribers.Sum(subscriber => subscriber.ReceivedCount)} readings, longest silence {subscribers.Max(subscriber => subscriber.LongestSilence):F1} s, {silent} silent at the end");
    }

    /// <summary>Queries one API node, and retries on the other after a failure.</summary>
    private sealed class QueryingClient(FaultContext run)
    {
        private long _queries;
        private long _retried;
        private long _failed;

        public long QueryCount => _queries;

        public long RetryCount => _retried;

        public long FailureCount => _failed;

        public async Task RunAsync(CancellationToken cancellationToken)
        {
            using var first = run.Cluster.CreateClient(0);
            using var second = run.Cluster.CreateClient(1);
            for (var iteration = 0; !cancellationToken.IsCancellationRequested; iteration++)
            {
                var (primary, fallback) = iteration % 2 == 0 ? (first, second) : (second, first);
                Interlocked.Increment(ref _queries);
                if (!await TryAsync(primary, cancellationToken) && !cancellationToken.IsCancellationRequested)
                {
                    Interlocked.Increment(ref _retried);
                    if (!await TryAsync(fallback, cancellationToken) && !cancellationToken.IsCancellationRequested)
                    {
                        Interlocked.Increment(ref _failed);
                    }
                }

                await Task.Delay(ThinkTime, run.Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        private static async Task<bool> TryAsync(ApiClient api, CancellationToken cancellationToken)
        {
            try
            {
                await api.SendAsync(
                    $"{{ device(id: \"FAULT-000\") {{ status latest {{ metric value time }} }} ledger(farmId: {FaultLoad.FarmId}) {{ received pending }} }}", null, cancellationToken);
                return true;
            }
            catch (Exception error) when (error is ApiException or OperationCanceledException)
            {
                return false;
            }
        }
    }

    /// <summary>Subscribes to readings on one API node, and reconnects after the node restarts.</summary>
    private sealed class SubscribingClient(ClusterNodeProcess api, FaultContext run)
    {
        private long _received;
        private long _lastAt;

        public long ReceivedCount => Interlocked.Read(ref _received);

        /// <summary>Longest time in seconds between two readings, while the node itself was up.</summary>
        public double LongestSilence { get; private set; }

        public async Task RunAsync(CancellationToken cancellationToken)
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                try
                {
                    using var client = new ApiClient(api.Url, run.Cluster.Key);
                    await using var subscriber = new ReadingSubscriber(client, run.Time) { OnReading = _ => OnReading() };
                    await subscriber.StartAsync(FaultLoad.FarmId, null, cancellationToken);
                    _lastAt = run.Time.GetTimestamp();
                    await subscriber.RunAsync(cancellationToken);
                }
                catch (Exception) when (!cancellationToken.IsCancellationRequested)
                {
                    // The node is being restarted.
                }

                await Task.Delay(TimeSpan.FromMilliseconds(200), run.Time, cancellationToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        private void OnReading()
        {
            var now = run.Time.GetTimestamp();
            LongestSilence = Math.Max(LongestSilence, run.Time.GetElapsedTime(_lastAt, now).TotalSeconds);
            _lastAt = now;
            Interlocked.Increment(ref _received);
        }
    }
}
