using System.Runtime.CompilerServices;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Live;
using SmartDairy.Contracts.Readings;

namespace SmartDairy.Grains.Live;

/// <summary>
/// The live feed of one silo: device actors publish, subscribers read. A farm without subscribers costs one dictionary look-up.
/// </summary>
public sealed class LocalLiveFeed : ILiveFeed
{
    private readonly FeedBroadcaster<Reading> _readings = new();
    private readonly FeedBroadcaster<DeviceSnapshot> _statuses = new();

    /// <summary>True while somebody subscribes to the readings of a farm.</summary>
    public bool HasReadingSubscribers(int farmId) => _readings.HasSubscribers(farmId);

    /// <summary>True while somebody subscribes to the status changes of a farm.</summary>
    public bool HasStatusSubscribers(int farmId) => _statuses.HasSubscribers(farmId);

    /// <summary>Publishes a stored reading.</summary>
    public void Publish(Reading reading) => _readings.Publish(reading.FarmId, reading);

    /// <summary>Publishes a device whose status changed.</summary>
    public void Publish(DeviceSnapshot device) => _statuses.Publish(device.Registration.FarmId, device);

    /// <summary>Subscribes to the readings of a farm until disposed.</summary>
    public FeedSubscription<Reading> SubscribeToReadings(int farmId) => _readings.Subscribe(farmId);

    /// <summary>Subscribes to the status changes of a farm until disposed.</summary>
    public FeedSubscription<DeviceSnapshot> SubscribeToStatuses(int farmId) => _statuses.Subscribe(farmId);

    public IAsyncEnumerable<Reading> StreamReadingsAsync(int farmId, IReadOnlySet<string>? deviceIds, CancellationToken cancellationToken)
    {
        // Not an iterator itself: the subscription begins at this call, not at the first MoveNext.
        var readings = _readings.Subscribe(farmId).ReadUntilCancelledAsync(cancellationToken);
        return deviceIds is null ? readings : FilterByDeviceAsync(readings, deviceIds, cancellationToken);
    }

    public IAsyncEnumerable<DeviceSnapshot> StreamStatusesAsync(int farmId, CancellationToken cancellationToken)
        => _statuses.Subscribe(farmId).ReadUntilCancelledAsync(cancellationToken);

    internal static async IAsyncEnumerable<Reading> FilterByDeviceAsync(
        IAsyncEnumerable<Reading> readings, IReadOnlySet<string> deviceIds, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var reading in readings.WithCancellation(cancellationToken))
        {
            if (deviceIds.Contains(reading.DeviceId))
            {
                yield return reading;
            }
        }
    }
}
