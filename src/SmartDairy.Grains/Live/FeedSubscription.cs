using System.Runtime.CompilerServices;
using System.Threading.Channels;
using SmartDairy.Grains.Intake;
using SmartDairy.History.Ledger;

namespace SmartDairy.Grains.Live;

/// <summary>One watcher's place in a <see cref="FeedBroadcaster{T}"/>: what it has not read yet, bounded. Disposing leaves.</summary>
public sealed class FeedSubscription<T> : IDisposable
{
    /// <summary>Items a watcher may be behind; then it loses the oldest.</summary>
    public const int Capacity = 8_192;

    private readonly Channel<T> _channel;
    private readonly Action<FeedSubscription<T>> _unsubscribe;
    private int _dropped;

    internal FeedSubscription(Action<FeedSubscription<T>> leave)
    {
        _unsubscribe = leave;
        _channel = Channel.CreateBounded<T>(
            new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            _ =>
            {
                Volatile.Write(ref _dropped, 1);
                IntakeMetrics.LiveDropped();
            });
    }

    public ChannelReader<T> Reader => _channel.Reader;

    /// <summary>Whether anything was dropped since this was last asked.</summary>
    public bool TakeDropped() => Interlocked.Exchange(ref _dropped, 0) != 0;

    public void Dispose() => _unsubscribe(this);

    internal void Write(T item) => _channel.Writer.TryWrite(item);

    /// <summary>Everything until it is cancelled; then it has left, even if nobody ever enumerates.</summary>
    internal IAsyncEnumerable<T> ReadUntilCancelledAsync(CancellationToken cancellationToken)
    {
        var leaving = cancellationToken.UnsafeRegister(static watch => ((FeedSubscription<T>)watch!).Dispose(), this);
        return ReadAsync(leaving, cancellationToken);
    }

    private async IAsyncEnumerable<T> ReadAsync(CancellationTokenRegistration leaving, [EnumeratorCancellation] CancellationToken cancellationToken)
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
            leaving.Unregister();
            Dispose();
        }
    }
}
