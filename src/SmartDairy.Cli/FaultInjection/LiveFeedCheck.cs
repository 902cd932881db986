using System.Text.Json;
using SmartDairy.Cli.Api;

namespace SmartDairy.Cli.FaultInjection;

/// <summary>One subscriber on an API node that stays through everything, and the comparison of what it heard with what was stored meanwhile.</summary>
internal sealed class LiveFeedCheck(FaultContext run) : IAsyncDisposable
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(20);
    private readonly Lock _gate = new();
    private readonly HashSet<(string Device, int Number)> _received = [];
    private readonly CancellationTokenSource _stop = new();
    private ApiClient? _api;
    private ReadingSubscriber? _watch;
    private Task _watching = Task.CompletedTask;
    private int _duplicates;

    /// <summary>Subscribes, and waits until the first reading is heard.</summary>
    public async Task StartAsync()
    {
        _api = run.Cluster.CreateClient();
        _watch = new ReadingSubscriber(_api, run.Time) { OnReading = OnReading };
        await _watch.StartAsync(FaultLoad.FarmId, null, run.Cancellation);
        _watching = _watch.RunAsync(_stop.Token);
        while (CountReceived() == 0)
        {
            await run.DelayAsync(TimeSpan.FromMilliseconds(50));
        }
    }

    /// <summary>What was stored between two moments and never heard, and what was heard more than once. Waits some seconds for what is on its way.</summary>
    /// <param name="from">Numbers measured by each sensor before the subscriber was there.</param>
    public async Task<string> CompareAsync(IReadOnlyDictionary<string, int> from)
    {
        var since = run.Time.GetTimestamp();
        while (true)
        {
            var stored = (await run.Load.LoadStoredNumbersAsync(run.Cancellation)).SelectMany(rows => rows.Value.Where(number => number >= from[rows.Key]).Select(number => (rows.Key, number))).ToList();
            await run.DelayAsync(TimeSpan.FromSeconds(1));
            int missed;
            lock (_gate)
            {
                missed = stored.Count(reading => !_received.Contains(reading));
            }

            if (missed == 0 || run.Time.GetElapsedTime(since) > MaxWait || _watching.IsCompleted)
            {
                return $"a subscriber heard {stored.Count - missed} of {stored.Count} readings, {_duplicates} twice{(_watching.IsCompleted ? ", and was cut off" : "")}";
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_watch is not null)
        {
            await _watch.DisposeAsync();
        }

        _api?.Dispose();
        _stop.Dispose();
    }

    private int CountReceived()
    {
        lock (_gate)
        {
            return _received.Count;
        }
    }

    private void OnReading(JsonElement reading)
    {
        var number = (int)reading.GetProperty("values").EnumerateArray().First(value => value.GetProperty("metric").GetString() == "light_lux").GetProperty("value").GetDouble();
        lock (_gate)
        {
            if (!_received.Add((reading.GetProperty("deviceId").GetString()!, number)))
            {
                _duplicates++;
            }
        }
    }
}
