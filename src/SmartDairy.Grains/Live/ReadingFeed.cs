using System.Runtime.CompilerServices;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Live;
using SmartDairy.Contracts.Readings;

namespace SmartDairy.Grains.Live;

/// <summary>The feed of one silo: device actors write, watchers read. A farm that nobody watches costs one dictionary look-up.</summary>
public sealed class ReadingFeed : IReadingFeed
{
    private readonly LiveTopic<Reading> _readings = new();
    private readonly LiveTopic<DeviceSnapshot> _statuses = new();

    public bool HasReadingWatchers(int farmId) => _readings.IsWatched(farmId);

    public bool HasStatusWatchers(int farmId) => _statuses.IsWatched(farmId);

    public void Publish(Reading reading) => _readings.Publish(reading.FarmId, reading);

    public void Publish(DeviceSnapshot device) => _statuses.Publish(device.Registration.FarmId, device);

    /// <summary>Watches a farm until disposed.</summary>
    public LiveWatch<Reading> WatchReadings(int farmId) => _readings.Join(farmId);

    /// <summary>Watches a farm until disposed.</summary>
    public LiveWatch<DeviceSnapshot> WatchStatuses(int farmId) => _statuses.Join(farmId);

    public IAsyncEnumerable<Reading> ReadingsAsync(int farmId, IReadOnlySet<string>? deviceIds, CancellationToken cancellation)
    {
        // Not an iterator itself: the watcher joins at this call, not at the first MoveNext.
        var readings = _readings.Join(farmId).UntilAsync(cancellation);
        return deviceIds is null ? readings : OnlyAsync(readings, deviceIds, cancellation);
    }

    public IAsyncEnumerable<DeviceSnapshot> StatusesAsync(int farmId, CancellationToken cancellation) => _statuses.Join(farmId).UntilAsync(cancellation);

    internal static async IAsyncEnumerable<Reading> OnlyAsync(
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
}
