using System.Runtime.CompilerServices;
using System.Threading.Channels;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Live;
using SmartDairy.Contracts.Readings;

namespace SmartDairy.Api.Tests.Dairy;

/// <summary>A feed that a test writes, and whose watcher it sees come and go.</summary>
internal sealed class PaperFeed : IReadingFeed
{
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Channel<Reading> Readings { get; } = Channel.CreateUnbounded<Reading>();

    public Channel<DeviceSnapshot> Statuses { get; } = Channel.CreateUnbounded<DeviceSnapshot>();

    public Task Left => _left.Task;

    public IAsyncEnumerable<Reading> ReadingsAsync(int farmId, IReadOnlySet<string>? deviceIds, CancellationToken cancellation) =>
        WatchAsync(Readings, cancellation);

    public IAsyncEnumerable<DeviceSnapshot> StatusesAsync(int farmId, CancellationToken cancellation) => WatchAsync(Statuses, cancellation);

    private async IAsyncEnumerable<T> WatchAsync<T>(Channel<T> channel, [EnumeratorCancellation] CancellationToken cancellation)
    {
        try
        {
            await foreach (var item in channel.Reader.ReadAllAsync(cancellation)) yield return item;
        }
        finally
        {
            _left.TrySetResult();
        }
    }
}
