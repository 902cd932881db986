using System.Runtime.CompilerServices;
using System.Threading.Channels;
using SmartDairy.Contracts.Alerts;

namespace SmartDairy.Api.Tests.Alerts.Paper;

/// <summary>A feed that a test writes, and that counts what was taken from it.</summary>
internal sealed class PaperAlertFeed : IAlertFeed
{
    private readonly TaskCompletionSource _ahead = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _taken;

    public Channel<AlertChange> Changes { get; } = Channel.CreateUnbounded<AlertChange>();

    /// <summary>How many were taken so far.</summary>
    public int Taken => Volatile.Read(ref _taken);

    /// <summary>How many must be taken before <see cref="Ahead"/> completes.</summary>
    public int AheadAt { get; set; } = int.MaxValue;

    public Task Ahead => _ahead.Task;

    public async IAsyncEnumerable<AlertChange> ChangesAsync(int farmId, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var change in Changes.Reader.ReadAllAsync(cancellation))
        {
            if (Interlocked.Increment(ref _taken) == AheadAt) _ahead.SetResult();
            yield return change;
        }
    }
}
