using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;

namespace SmartDairy.Contracts.Live;

/// <summary>
/// Live data of a farm. A slow subscriber loses the oldest items (counted in the metric <c>smartdairy.live.dropped</c>); without a
/// subscriber there is no work. Each enumeration ends on cancellation.
/// </summary>
public interface ILiveFeed
{
    /// <summary>
    /// Streams stored readings, each once, in commit order. A null <paramref name="deviceIds"/> means every device of the farm.
    /// </summary>
    IAsyncEnumerable<Reading> StreamReadingsAsync(int farmId, IReadOnlySet<string>? deviceIds, CancellationToken cancellationToken);

    /// <summary>Streams every status change of the farm's devices.</summary>
    IAsyncEnumerable<DeviceSnapshot> StreamStatusesAsync(int farmId, CancellationToken cancellationToken);
}
