using SmartDairy.Cli.Api;
using SmartDairy.Cli.Cluster;

namespace SmartDairy.Cli.Faults;

/// <summary>Every node restarted in turn, in good order, while clients ask and watch on both API nodes.</summary>
internal static class RollingRestart
{
    private static readonly TimeSpan Think = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(3);

    public static async Task<(double? Recovery, string Note)> RunAsync(FaultRun run)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(run.Cancellation);
        var asking = new Asking(run);
        var watching = run.Cluster.Apis.Select(api => new Watching(api, run)).ToArray();
        var clients = Task.WhenAll([.. Enumerable.Range(0, 4).Select(_ => Task.Run(() => asking.RunAsync(stop.Token), stop.Token)), .. watching.Select(watch => Task.Run(() => watch.RunAsync(stop.Token), stop.Token))]);
        double? longest = 0;
        foreach (var node in run.Cluster.Silos.Concat(run.Cluster.Apis).ToArray())
        {
            var since = run.Time.GetTimestamp();
            var catching = run.CaughtUpAsync(since, late: true);
            await node.StopAsync();
            var stopped = run.Time.GetElapsedTime(since).TotalSeconds;
            await node.StartAsync(run.Time, run.Cancellation);
            var recovery = await catching;
            run.Say($"  {node.Name}: stopped in {stopped:F1} s, back and caught up after {recovery:F1} s");
            longest = recovery is null || longest is null ? null : Math.Max(longest.Value, recovery.Value);
            await run.PauseAsync(Rest);
        }

        // Each watcher must still hear something.
        var silent = 0;
        foreach (var watch in watching)
        {
            var heard = watch.Heard;
            for (var look = 0; look < 50 && watch.Heard == heard; look++)
            {
                await run.PauseAsync(TimeSpan.FromMilliseconds(200));
            }

            silent += watch.Heard == heard ? 1 : 0;
        }

        await stop.CancelAsync();
        await clients.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return (longest, $"{asking.Asked} queries, {asking.Retried} retried once, {asking.Failed} failed after that; {watching.Length} subscriptions heard {watching.Sum(watch => watch.Heard)} readings, longest silence {watching.Max(watch => watch.LongestSilence):F1} s, {silent} silent at the end");
    }

    /// <summary>Asks one API node, and once more the other when it fails.</summary>
    private sealed class Asking(FaultRun run)
    {
        private long _asked;
        private long _retried;
        private long _failed;

        public long Asked => _asked;

        public long Retried => _retried;

        public long Failed => _failed;

        public async Task RunAsync(CancellationToken stop)
        {
            using var first = run.Cluster.Client(0);
            using var second = run.Cluster.Client(1);
            for (var turn = 0; !stop.IsCancellationRequested; turn++)
            {
                var (one, other) = turn % 2 == 0 ? (first, second) : (second, first);
                Interlocked.Increment(ref _asked);
                if (!await TryAsync(one, stop) && !stop.IsCancellationRequested)
                {
                    Interlocked.Increment(ref _retried);
                    if (!await TryAsync(other, stop) && !stop.IsCancellationRequested)
                    {
                        Interlocked.Increment(ref _failed);
                    }
                }

                await Task.Delay(Think, run.Time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        private static async Task<bool> TryAsync(ApiClient api, CancellationToken stop)
        {
            try
            {
                await api.SendAsync($"{{ device(id: \"FAULT-000\") {{ status latest {{ metric value time }} }} ledger(farmId: {FaultLoad.FarmId}) {{ received pending }} }}", null, stop);
                return true;
            }
            catch (Exception error) when (error is ApiException or OperationCanceledException)
            {
                return false;
            }
        }
    }

    /// <summary>Watches readings on one API node, and connects anew when the node went.</summary>
    private sealed class Watching(NodeProcess api, FaultRun run)
    {
        private long _heard;
        private long _lastAt;

        public long Heard => Interlocked.Read(ref _heard);

        /// <summary>Seconds between two readings, while the node itself was up.</summary>
        public double LongestSilence { get; private set; }

        public async Task RunAsync(CancellationToken stop)
        {
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    using var client = new ApiClient(api.Url, run.Cluster.Key);
                    await using var watch = new PushWatch(client, run.Time) { Heard = _ => Hear() };
                    await watch.StartAsync(FaultLoad.FarmId, null, stop);
                    _lastAt = run.Time.GetTimestamp();
                    await watch.RunAsync(stop);
                }
                catch (Exception) when (!stop.IsCancellationRequested)
                {
                    // The node is being restarted.
                }

                await Task.Delay(TimeSpan.FromMilliseconds(200), run.Time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        private void Hear()
        {
            var now = run.Time.GetTimestamp();
            LongestSilence = Math.Max(LongestSilence, run.Time.GetElapsedTime(_lastAt, now).TotalSeconds);
            _lastAt = now;
            Interlocked.Increment(ref _heard);
        }
    }
}
