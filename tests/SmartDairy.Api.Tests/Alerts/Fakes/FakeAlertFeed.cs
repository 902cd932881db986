using System.Runtime.CompilerServices;
using System.Threading.Channels;
using SmartDairy.Contracts.Alerts;

namespace SmartDairy.Api.Tests.Alerts.Fakes;

/// <summary>A feed that a test writes, and that counts what was taken from it.</summary>
internal sealed class FakeAlertFeed : IAlertFeed
{
    private readonly TaskCompletionSource _ahead = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _taken;

    public Channel<AlertChange> Changes { get; } = Channel.CreateUnbounded<AlertChange>();

    /// <summary>How many were taken so far.</summary>
    public int ReadCount => Volatile.Read(ref _taken);

    /// <summary>How many must be taken before <see cref="ReachedCount"/> completes.</summary>
    public int CompleteAtCount { get; set; } = int.MaxValue;

    public Task ReachedCount => _ahead.Task;

    public async IAsyncEnumerable<AlertChange> ReadChangesAsync(int farmId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var change in Changes.Reader.ReadAllAsync(cancellationToken))
        {
            if (Interlocked.Increment(ref _taken) == CompleteAtCount)
            {
                _ahead.SetResult();
            }

            yield return change;
        }
    }
}
