using System.Runtime.CompilerServices;
using System.Threading.Channels;
using SmartDairy.History.Ledger;

namespace SmartDairy.Grains.Live;

/// <summary>A subscription to a <see cref="FeedBroadcaster{T}"/> with a bounded buffer of unread items. Disposing it ends it.</summary>
public sealed class FeedSubscription<T> : IDisposable
{
    /// <summary>The most unread items; a subscriber that falls further behind loses the oldest.</summary>
    public const int Capacity = 8_192;

    private readonly Channel<T> _channel;
    private readonly Action<FeedSubscription<T>> _unsubscribe;
    private int _dropped;

    internal FeedSubscription(Action<FeedSubscription<T>> unsubscribe)
    {
        _unsubscribe = unsubscribe;
        _channel = Channel.CreateBounded<T>(
            new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            _ =>
            {
                Volatile.Write(ref _dropped, 1);
                IntakeMetrics.LiveDropped();
            });
    }

    /// <summary>The unread items.</summary>
    public ChannelReader<T> Reader => _channel.Reader;

    /// <summary>True when items were dropped since the last call.</summary>
    public bool TakeDropped() => Interlocked.Exchange(ref _dropped, 0) != 0;

    /// <summary>Ends the subscription.</summary>
    public void Dispose() => _unsubscribe(this);

    internal void Write(T item) => _channel.Writer.TryWrite(item);

    /// <summary>Reads items until cancelled. Cancellation ends the subscription even when nobody ever enumerates.</summary>
    internal IAsyncEnumerable<T> ReadUntilCancelledAsync(CancellationToken cancellationToken)
    {
        var cancellation = cancellationToken.UnsafeRegister(static subscription => ((FeedSubscription<T>)subscription!).Dispose(), this);
        return ReadAsync(cancellation, cancellationToken);
    }

    private async IAsyncEnumerable<T> ReadAsync(
        CancellationTokenRegistration cancellation, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            while (await Reader.WaitToReadAsync(cancellationToken))
            {
                while (Reader.TryRead(out var item))
                {
                    yield return item;
                }
            }
        }
        finally
        {
            cancellation.Unregister();
            Dispose();
        }
    }
}
