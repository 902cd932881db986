namespace SmartDairy.History.Writing;

/// <summary>The bounds of a <see cref="CommitQueue{TWork, TResult}"/>. One work larger than a bound is still taken, by itself.</summary>
internal sealed record CommitQueueOptions
{
    /// <summary>Rows of one commit.</summary>
    public required int MaxBatchRows { get; init; }

    /// <summary>Rows that wait or are being committed. Beyond it callers wait for room.</summary>
    public int MaxPendingRows { get; init; } = 200_000;

    /// <summary>Bytes of the rows that wait or are being committed; default 256 MiB. Beyond it callers wait for room.</summary>
    public long MaxPendingBytes { get; init; } = 256L << 20;

    /// <summary>Workers that take batches at once.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>
    /// A batch of fewer rows waits to grow while another batch is being sent; beside one that is sent and waits for the disk it goes at
    /// once.
    /// </summary>
    public int MinRowsBesideSender { get; init; } = 1;

    /// <summary>How long a batch that is not full waits for more work; zero for not at all.</summary>
    public TimeSpan MaxDelay { get; init; }
}
