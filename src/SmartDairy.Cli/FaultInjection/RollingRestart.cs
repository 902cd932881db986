using SmartDairy.Cli.Api;
using SmartDairy.Cli.Cluster;

namespace SmartDairy.Cli.FaultInjection;

/// <summary>Every node restarted in turn, in good order, while clients ask and watch on both API nodes.</summary>
internal static class RollingRestart
{
    private static readonly TimeSpan ThinkTime = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan PauseBetweenNodes = TimeSpan.FromSeconds(3);

    public static async Task<(double? Recovery, string Note)> RunAsync(FaultContext run)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(run.Cancellation);
        var asking = new QueryingClient(run);
        var watching = run.Cluster.Apis.Select(api => new SubscribingClient(api, run)).ToArray();
        var clients = Task.WhenAll([.. Enumerable.Range(0, 4).Select(_ => Task.Run(() => asking.RunAsync(stop.Token), stop.Token)), .. watching.Select(watch => Task.Run(() => watch.RunAsync(stop.Token), stop.Token))]);
        double? longest = 0;
        foreach (var node in run.Cluster.Silos.Concat(run.Cluster.Apis).ToArray())
        {
            var since = run.Time.GetTimestamp();
            var catching = run.WaitUntilCaughtUpAsync(since, detectedLate: true);
            await node.StopAsync();
            var stopped = run.Time.GetElapsedTime(since).TotalSeconds;
            await node.StartAndWaitUntilReadyAsync(run.Time, run.Cancellation);
            var recovery = await catching;
            run.Log($"  {node.Name}: stopped in {stopped:F1} s, back and caught up after {recovery:F1} s");
            longest = recovery is null || longest is null ? null : Math.Max(longest.Value, recovery.Value);
            await run.DelayAsync(PauseBetweenNodes);
        }

        // Each watcher must still hear something.
        var silent = 0;
        foreach (var watch in watching)
        {
            var heard = watch.ReceivedCount;
            for (var look = 0; look < 50 && watch.ReceivedCount == heard; look++)
            {
                await run.DelayAsync(TimeSpan.FromMilliseconds(200));
            }

            silent += watch.ReceivedCount == heard ? 1 : 0;
        }

        await stop.CancelAsync();
        await clients.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return (longest, $"{asking.QueryCount} queries, {asking.RetryCount} retried once, {asking.FailureCount} failed after that; {watching.Length} subscriptions heard {watching.Sum(watch => watch.ReceivedCount)} readings, longest silence {watching.Max(watch => watch.LongestSilence):F1} s, {silent} silent at the end");
    }

    /// <summary>Asks one API node, and once more the other when it fails.</summary>
    private sealed class QueryingClient(FaultContext run)
    {
        private long _asked;
        private long _retried;
        private long _failed;

        public long QueryCount => _asked;

        public long RetryCount => _retried;

        public long FailureCount => _failed;

        public async Task RunAsync(CancellationToken cancellationToken)
        {
            using var first = run.Cluster.CreateClient(0);
            using var second = run.Cluster.CreateClient(1);
            for (var turn = 0; !cancellationToken.IsCancellationRequested; turn++)
            {
                var (one, other) = turn % 2 == 0 ? (first, second) : (second, first);
                Interlocked.Increment(ref _asked);
                if (!await TryAsync(one, cancellationToken) && !cancellationToken.IsCancellationRequested)
                {
                    Interlocked.Increment(ref _retried);
                    if (!await TryAsync(other, cancellationToken) && !cancellationToken.IsCancellationRequested)
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
                await api.SendAsync($"{{ device(id: \"FAULT-000\") {{ status latest {{ metric value time }} }} ledger(farmId: {FaultLoad.FarmId}) {{ received pending }} }}", null, cancellationToken);
                return true;
            }
            catch (Exception error) when (error is ApiException or OperationCanceledException)
            {
                return false;
            }
        }
    }

    /// <summary>Watches readings on one API node, and connects anew when the node went.</summary>
    private sealed class SubscribingClient(ClusterNodeProcess api, FaultContext run)
    {
        private long _heard;
        private long _lastAt;

        public long ReceivedCount => Interlocked.Read(ref _heard);

        /// <summary>Seconds between two readings, while the node itself was up.</summary>
        public double LongestSilence { get; private set; }

        public async Task RunAsync(CancellationToken cancellationToken)
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                try
                {
                    using var client = new ApiClient(api.Url, run.Cluster.Key);
                    await using var watch = new ReadingSubscriber(client, run.Time) { OnReading = _ => OnReading() };
                    await watch.StartAsync(FaultLoad.FarmId, null, cancellationToken);
                    _lastAt = run.Time.GetTimestamp();
                    await watch.RunAsync(cancellationToken);
                }
                catch (Exception) when (!cancellationToken.IsCancellationRequested)
                {
                    // The node is being restarted.
                }

                await Task.Delay(TimeSpan.FromMilliseconds(200), run.Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        private void OnReading()
        {
            var now = run.Time.GetTimestamp();
            LongestSilence = Math.Max(LongestSilence, run.Time.GetElapsedTime(_lastAt, now).TotalSeconds);
            _lastAt = now;
            Interlocked.Increment(ref _heard);
        }
    }
}
