namespace SmartDairy.History.Writing;

/// <summary>One work of a queue, and its caller's task. Continuations never run on a worker: they are actors' code.</summary>
internal sealed class CommitItem<TWork, TResult>(TWork work, CommitSize size)
    : TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public TWork Work => work;

    public CommitSize Size => size;
}
