using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;
using SmartDairy.Grains.Intake;

namespace SmartDairy.Grains.Tests.Cluster;

/// <summary>A clock that stands still, and passes the pauses a shard makes once they are being made.</summary>
internal sealed class ShardTestClock() : FakeTimeProvider(new DateTimeOffset(2026, 3, 4, 12, 0, 0, TimeSpan.Zero))
{
    private readonly Channel<TimeSpan> _pauses = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (period == Timeout.InfiniteTimeSpan && IsCalledByShard())
        {
            _pauses.Writer.TryWrite(dueTime);
        }

        return timer;
    }

    // The silo has timers of its own on this clock, which re-arm for ever.
    private static bool IsCalledByShard() => new StackTrace(false).GetFrames().Any(
        frame => frame.GetMethod()?.DeclaringType?.FullName?.StartsWith(typeof(ShardGrain).FullName!, StringComparison.Ordinal) == true);

    /// <summary>Lets time pass for as long as a shard pauses.</summary>
    public async Task<T> AdvanceUntilCompletedAsync<T>(Task<T> call)
    {
        while (!call.IsCompleted)
        {
            await Task.WhenAny(call, _pauses.Reader.WaitToReadAsync().AsTask()).WaitAsync(DairyTestCluster.TimeoutToken);
            if (!call.IsCompleted && _pauses.Reader.TryRead(out var pause))
            {
                Advance(pause);
            }
        }

        return await call;
    }
}
