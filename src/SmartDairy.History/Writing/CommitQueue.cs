namespace SmartDairy.History.Writing;

/// <summary>
/// Gathers the works of many callers into commits. Works that arrive while a commit runs share the next one; no timer is needed, because
/// the time a commit takes is what
/// gathers the next. A caller's task ends when its work is durable or has failed. Works are taken in the order they were added, and callers
/// beyond the bounds wait in that
/// order too.
/// </summary>
/// <param name="measure">How much of the bounds a work takes up.</param>
/// <param name="keys">
/// The keys that a work writes, for which no two works may share a commit: the second must find what the first one stored. Null when works
/// never conflict.
/// </param>
internal sealed class CommitQueue<TWork, TResult>(
    CommitQueueOptions options, Func<TWork, CommitSize> measure, Func<TWork, IEnumerable<object>>? keys = null) : IAsyncDisposable
{
    private readonly object _gate = new();
    private readonly Queue<CommitItem<TWork, TResult>> _waiting = new();
    private readonly Queue<CommitItem<TWork, TResult>> _blocked = new();
    private readonly SemaphoreSlim _changed = new(0);
    private int _waitingRows;
    private int _pendingRows;
    private long _pendingBytes;
    private int _sending;
    private bool _closing;
    private Task _loop = Task.CompletedTask;

    /// <summary>Rows that wait or are being committed; callers that wait for room are not counted.</summary>
    public int PendingRows
    {
        get
        {
            lock (_gate)
            {
                return _pendingRows;
            }
        }
    }

    public bool IsClosing
    {
        get
        {
            lock (_gate)
            {
                return _closing;
            }
        }
    }

    /// <summary>
    /// The result of the commit that holds the work. Throws <see cref="HistoryUnavailableException"/> when the queue is closed.
    /// </summary>
    public Task<TResult> AddAsync(TWork work)
    {
        var item = new CommitItem<TWork, TResult>(work, measure(work));
        lock (_gate)
        {
            if (_closing)
            {
                return Task.FromException<TResult>(StoreClosed());
            }

            if (_blocked.Count > 0 || !HasRoomFor(item.Size))
            {
                _blocked.Enqueue(item);
            }
            else
            {
                Accept(item);
            }
        }

        return item.Task;
    }

    /// <summary>The next batch; null when there was none for that long, or the queue is closed and everything has been taken.</summary>
    public async Task<CommitBatch<TWork, TResult>?> TakeAsync(TimeSpan timeout)
    {
        while (true)
        {
            if (TryTake(out var batch))
            {
                return batch;
            }

            if (!await _changed.WaitAsync(timeout))
            {
                return null;
            }
        }
    }

    /// <summary>
    /// The next batch, for a worker with a thread of its own; null when the queue is closed and everything has been taken.
    /// </summary>
    public CommitBatch<TWork, TResult>? Take()
    {
        while (true)
        {
            WaitForMore();
            if (TryTake(out var batch))
            {
                return batch;
            }

            _changed.Wait();
        }
    }

    /// <summary>
    /// Starts to commit batch after batch, until the queue is disposed and drained. A batch that fails for good is split: one of its works
    /// cannot be stored, the others can.
    /// </summary>
    /// <param name="commit">Commits works in one transaction and gives the result of each. When it throws, nothing of them counts as
    /// stored.</param>
    /// <param name="isTransient">Whether trying again later may succeed, so that the error is none of a single work's.</param>
    public void Start(Func<IReadOnlyList<TWork>, Task<IReadOnlyList<TResult>>> commit, Func<Exception, bool> isTransient)
        => _loop = Task.Run(async () =>
        {
            while (await TakeAsync(Timeout.InfiniteTimeSpan) is { } batch)
            {
                await CommitAsync(batch, commit, isTransient);
            }
        });

    /// <summary>Takes no more works. Callers that wait for room fail; accepted works are still handed out.</summary>
    public void Close()
    {
        List<CommitItem<TWork, TResult>> refused;
        lock (_gate)
        {
            _closing = true;
            refused = [.. _blocked];
            _blocked.Clear();

            // Each worker finds at its next look that the queue is closed; at most all of them wait.
            _changed.Release(options.Workers);
        }

        foreach (var item in refused)
        {
            item.SetException(StoreClosed());
        }
    }

    /// <summary>Closes the queue and, when it was started, waits until everything is committed.</summary>
    public async ValueTask DisposeAsync()
    {
        Close();
        await _loop;
    }

    internal void OnSent()
    {
        lock (_gate)
        {
            _sending--;
            Signal();
        }
    }

    internal void OnSettled(int rows, long bytes)
    {
        lock (_gate)
        {
            _pendingRows -= rows;
            _pendingBytes -= bytes;
            while (_blocked.TryPeek(out var item) && HasRoomFor(item.Size))
            {
                Accept(_blocked.Dequeue());
            }
        }
    }

    private static HistoryUnavailableException StoreClosed() => new("The store is closed.");

    private static async Task CommitAsync(
        CommitBatch<TWork, TResult> batch, Func<IReadOnlyList<TWork>, Task<IReadOnlyList<TResult>>> commit,
        Func<Exception, bool> isTransient)
    {
        try
        {
            batch.Succeed(await commit(batch.Works));
        }
        catch (Exception error) when (batch.Works.Count > 1 && !isTransient(error))
        {
            foreach (var alone in batch.Split())
            {
                await CommitAsync(alone, commit, isTransient);
            }
        }
        catch (Exception error)
        {
            batch.Fail(error);
        }
    }

    /// <summary>True with a batch, or with null when the queue is closed and everything has been taken.</summary>
    private bool TryTake(out CommitBatch<TWork, TResult>? batch)
    {
        lock (_gate)
        {
            batch = null;
            if (_waiting.Count == 0)
            {
                return _closing;
            }

            if (_sending > 0 && _waitingRows < options.MinRowsBesideSender && !_closing)
            {
                return false;
            }

            batch = new CommitBatch<TWork, TResult>(this, DequeueBatch());
            _sending++;
            if (_waiting.Count > 0)
            {
                Signal();
            }

            return true;
        }
    }

    private List<CommitItem<TWork, TResult>> DequeueBatch()
    {
        var items = new List<CommitItem<TWork, TResult>>();
        HashSet<object>? taken = keys is null ? null : [];
        var rows = 0;
        while (_waiting.TryPeek(out var item) && (items.Count == 0 || rows + item.Size.Rows <= options.MaxBatchRows))
        {
            if (taken is not null)
            {
                object[] own = [.. keys!(item.Work)];
                if (items.Count > 0 && own.Any(taken.Contains))
                {
                    break;
                }

                taken.UnionWith(own);
            }

            rows += item.Size.Rows;
            items.Add(_waiting.Dequeue());
        }

        _waitingRows -= rows;
        return items;
    }

    private void WaitForMore()
    {
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        while (options.MaxDelay > TimeSpan.Zero)
        {
            lock (_gate)
            {
                if (_closing || _waitingRows == 0 || _waitingRows >= options.MaxBatchRows)
                {
                    return;
                }
            }

            var left = options.MaxDelay - System.Diagnostics.Stopwatch.GetElapsedTime(started);
            if (left <= TimeSpan.Zero || !_changed.Wait(left))
            {
                return;
            }
        }
    }

    private bool HasRoomFor(CommitSize size)
        => _pendingRows == 0
        || (_pendingRows + size.Rows <= options.MaxPendingRows && _pendingBytes + size.Bytes <= options.MaxPendingBytes);

    private void Accept(CommitItem<TWork, TResult> item)
    {
        var before = _waitingRows;
        _waiting.Enqueue(item);
        _waitingRows += item.Size.Rows;
        _pendingRows += item.Size.Rows;
        _pendingBytes += item.Size.Bytes;
        if (before == 0 || options.MaxDelay > TimeSpan.Zero
            || (before < options.MinRowsBesideSender && _waitingRows >= options.MinRowsBesideSender))
        {
            Signal();
        }
    }

    private void Signal()
    {
        if (_changed.CurrentCount < options.Workers)
        {
            _changed.Release();
        }
    }
}
