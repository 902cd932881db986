using System.Runtime.CompilerServices;
using System.Threading.Channels;
using SmartDairy.Grains.Intake;

namespace SmartDairy.Grains.Live;

/// <summary>One watcher's place in a <see cref="LiveTopic{T}"/>: what it has not read yet, bounded. Disposing leaves.</summary>
public sealed class LiveWatch<T> : IDisposable
{
    /// <summary>Items a watcher may be behind; then it loses the oldest.</summary>
    public const int Capacity = 8_192;

    private readonly Channel<T> _channel;
    private readonly Action<LiveWatch<T>> _leave;
    private int _lost;

    internal LiveWatch(Action<LiveWatch<T>> leave)
    {
        _leave = leave;
        _channel = Channel.CreateBounded<T>(
            new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            _ =>
            {
                Volatile.Write(ref _lost, 1);
                IntakeMetrics.LiveDropped();
            });
    }

    public ChannelReader<T> Reader => _channel.Reader;

    /// <summary>Whether anything was dropped since this was last asked.</summary>
    public bool TakeLost() => Interlocked.Exchange(ref _lost, 0) != 0;

    public void Dispose() => _leave(this);

    internal void Offer(T item) => _channel.Writer.TryWrite(item);

    /// <summary>Everything until it is cancelled; then it has left, even if nobody ever enumerates.</summary>
    internal IAsyncEnumerable<T> UntilAsync(CancellationToken cancellation)
    {
        var leaving = cancellation.UnsafeRegister(static watch => ((LiveWatch<T>)watch!).Dispose(), this);
        return ReadAsync(leaving, cancellation);
    }

    private async IAsyncEnumerable<T> ReadAsync(CancellationTokenRegistration leaving, [EnumeratorCancellation] CancellationToken cancellation)
    {
        try
        {
            while (await Reader.WaitToReadAsync(cancellation))
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
