using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Live;
using SmartDairy.Contracts.Readings;
using SmartDairy.Grains.Intake;

namespace SmartDairy.Grains.Live;

/// <summary>The feed of one process: device actors write, watchers read. A farm that nobody watches costs one dictionary look-up.</summary>
public sealed class ReadingFeed : IReadingFeed
{
    private const int Capacity = 8_192;
    private readonly Topic<Reading> _readings = new();
    private readonly Topic<DeviceSnapshot> _statuses = new();

    public bool HasReadingWatchers(int farmId) => _readings.IsWatched(farmId);

    public bool HasStatusWatchers(int farmId) => _statuses.IsWatched(farmId);

    public void Publish(Reading reading) => _readings.Publish(reading.FarmId, reading);

    public void Publish(DeviceSnapshot device) => _statuses.Publish(device.Registration.FarmId, device);

    public IAsyncEnumerable<Reading> ReadingsAsync(int farmId, IReadOnlySet<string>? deviceIds, CancellationToken cancellation)
    {
        // Not an iterator itself: the watcher joins at this call, not at the first MoveNext.
        var readings = _readings.WatchAsync(farmId, cancellation);
        return deviceIds is null ? readings : OnlyAsync(readings, deviceIds, cancellation);
    }

    public IAsyncEnumerable<DeviceSnapshot> StatusesAsync(int farmId, CancellationToken cancellation) => _statuses.WatchAsync(farmId, cancellation);

    private static async IAsyncEnumerable<Reading> OnlyAsync(
        IAsyncEnumerable<Reading> readings, IReadOnlySet<string> deviceIds, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var reading in readings.WithCancellation(cancellation))
        {
            if (deviceIds.Contains(reading.DeviceId))
            {
                yield return reading;
            }
        }
    }

    private sealed class Topic<T>
    {
        private readonly ConcurrentDictionary<int, Channel<T>[]> _farms = new();

        public bool IsWatched(int farmId) => _farms.ContainsKey(farmId);

        public void Publish(int farmId, T item)
        {
            if (_farms.TryGetValue(farmId, out var watchers))
            {
                foreach (var watcher in watchers)
                {
                    watcher.Writer.TryWrite(item);
                }
            }
        }

        public IAsyncEnumerable<T> WatchAsync(int farmId, CancellationToken cancellation)
        {
            // Joined here and not at the first MoveNext: whoever holds the enumerable misses nothing from now on.
            var channel = Channel.CreateBounded<T>(
                new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
                static _ => IntakeMetrics.LiveDropped());
            _farms.AddOrUpdate(farmId, _ => [channel], (_, watchers) => [.. watchers, channel]);

            // And left when it is cancelled, even if nobody ever enumerates.
            var leaving = cancellation.UnsafeRegister(_ => Leave(farmId, channel), null);
            return ReadAsync(farmId, channel, leaving, cancellation);
        }

        private async IAsyncEnumerable<T> ReadAsync(
            int farmId, Channel<T> channel, CancellationTokenRegistration leaving, [EnumeratorCancellation] CancellationToken cancellation)
        {
            try
            {
                while (await channel.Reader.WaitToReadAsync(cancellation))
                {
                    while (channel.Reader.TryRead(out var item))
                    {
                        yield return item;
                    }
                }
            }
            finally
            {
                leaving.Unregister();
                Leave(farmId, channel);
            }
        }

        private void Leave(int farmId, Channel<T> channel)
        {
            while (_farms.TryGetValue(farmId, out var watchers))
            {
                var rest = Array.FindAll(watchers, watcher => watcher != channel);
                if (rest.Length == 0 ? _farms.TryRemove(new(farmId, watchers)) : _farms.TryUpdate(farmId, rest, watchers))
                {
                    return;
                }
            }
        }
    }
}
