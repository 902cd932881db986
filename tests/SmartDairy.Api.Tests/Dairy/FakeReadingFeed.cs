using System.Runtime.CompilerServices;
using System.Threading.Channels;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Live;
using SmartDairy.Contracts.Readings;

namespace SmartDairy.Api.Tests.Dairy;

/// <summary>A feed that a test writes, and whose watcher it sees come and go.</summary>
internal sealed class FakeReadingFeed : ILiveFeed
{
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Channel<Reading> Readings { get; } = Channel.CreateUnbounded<Reading>();

    public Channel<DeviceSnapshot> Statuses { get; } = Channel.CreateUnbounded<DeviceSnapshot>();

    public Task Unsubscribed => _left.Task;

    public IAsyncEnumerable<Reading> StreamReadingsAsync(
        int farmId, IReadOnlySet<string>? deviceIds, CancellationToken cancellationToken) =>
        WatchAsync(Readings, cancellationToken);

    public IAsyncEnumerable<DeviceSnapshot> StreamStatusesAsync(int farmId, CancellationToken cancellationToken)
        => WatchAsync(Statuses, cancellationToken);

    private async IAsyncEnumerable<T> WatchAsync<T>(Channel<T> channel, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var item in channel.Reader.ReadAllAsync(cancellationToken))
            {
                yield return item;
            }
        }
        finally
        {
            _left.TrySetResult();
        }
    }
}
