using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;

namespace SmartDairy.Contracts.Live;

/// <summary>
/// What happens on a farm, as it happens. A slow watcher loses the oldest (counted in the metric <c>smartdairy.live.dropped</c>); with no watcher nothing is done.
/// Each enumeration ends when it is cancelled.
/// </summary>
public interface ILiveFeed
{
    /// <summary>Stored readings, each once, in order of commit. <paramref name="deviceIds"/>: null means every device of the farm.</summary>
    IAsyncEnumerable<Reading> StreamReadingsAsync(int farmId, IReadOnlySet<string>? deviceIds, CancellationToken cancellationToken);

    /// <summary>Every change of a device's status.</summary>
    IAsyncEnumerable<DeviceSnapshot> StreamStatusesAsync(int farmId, CancellationToken cancellationToken);
}
