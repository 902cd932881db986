using System.Text.Json;
using SmartDairy.Cli.Api;

namespace SmartDairy.Cli.FaultInjection;

/// <summary>A subscriber on an API node for the whole run, and the comparison of its readings with the stored ones.</summary>
internal sealed class LiveFeedCheck(FaultContext run) : IAsyncDisposable
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(20);
    private readonly Lock _lock = new();
    private readonly HashSet<(string Device, int Number)> _received = [];
    private readonly CancellationTokenSource _stop = new();
    private ApiClient? _api;
    private ReadingSubscriber? _subscriber;
    private Task _receiving = Task.CompletedTask;
    private int _duplicates;

    /// <summary>Subscribes and waits for the first reading.</summary>
    public async Task StartAsync()
    {
        _api = run.Cluster.CreateClient();
        _subscriber = new ReadingSubscriber(_api, run.Time) { OnReading = OnReading };
        await _subscriber.StartAsync(FaultLoad.FarmId, null, run.Cancellation);
        _receiving = _subscriber.RunAsync(_stop.Token);
        while (CountReceived() == 0)
        {
            await run.DelayAsync(TimeSpan.FromMilliseconds(50));
        }
    }

    /// <summary>
    /// Describes stored readings that were not received, and readings received twice. Waits up to 20 s for readings in transit.
    /// </summary>
    /// <param name="from">Number of readings measured by each sensor before the subscription.</param>
    public async Task<string> CompareAsync(IReadOnlyDictionary<string, int> from)
    {
        var since = run.Time.GetTimestamp();
        while (true)
        {
            var stored =
                (await run.Load.LoadStoredNumbersAsync(run.Cancellation)).SelectMany(
                    rows => rows.Value.Where(number => number >= from[rows.Key]).Select(number => (rows.Key, number))).ToList();
            await run.DelayAsync(TimeSpan.FromSeconds(1));
            int missed;
            lock (_lock)
            {
                missed = stored.Count(reading => !_received.Contains(reading));
            }

            if (missed == 0 || run.Time.GetElapsedTime(since) > MaxWait || _receiving.IsCompleted)
            {
                return $"a subscriber received {stored.Count - missed} of {stored.Count} readings, {_duplicates} twice{(_receiving.IsCompleted ? ", and was cut off" : "")}";
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _receiving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_subscriber is not null)
        {
            await _subscriber.DisposeAsync();
        }

        _api?.Dispose();
        _stop.Dispose();
    }

    private int CountReceived()
    {
        lock (_lock)
        {
            return _received.Count;
        }
    }

    private void OnReading(JsonElement reading)
    {
        var number = (int)reading.GetProperty("values").EnumerateArray()
            .First(value => value.GetProperty("metric").GetString() == "light_lux").GetProperty("value").GetDouble();
        lock (_lock)
        {
            if (!_received.Add((reading.GetProperty("deviceId").GetString()!, number)))
            {
                _duplicates++;
            }
        }
    }
}
