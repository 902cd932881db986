namespace SmartDairy.History.Writing;

/// <summary>
/// Works that are committed together. It is settled once, by <c>Succeed</c>, <see cref="Fail"/> or <see cref="Split"/>; until then its rows
/// count as pending.
/// </summary>
internal sealed class CommitBatch<TWork, TResult>
{
    private readonly CommitQueue<TWork, TResult> _queue;
    private readonly List<CommitItem<TWork, TResult>> _items;
    private bool _isSent;

    public CommitBatch(CommitQueue<TWork, TResult> queue, List<CommitItem<TWork, TResult>> items, bool isSent = false)
    {
        _queue = queue;
        _items = items;
        _isSent = isSent;
        Works = [.. items.Select(item => item.Work)];
    }

    /// <summary>In the order they were added to the queue.</summary>
    public IReadOnlyList<TWork> Works { get; }

    /// <summary>All rows have been sent, so that another worker may send its own. Settling implies it.</summary>
    public void MarkSent()
    {
        if (!_isSent)
        {
            _isSent = true;
            _queue.OnSent();
        }
    }

    /// <summary>Every work is durable, with the same result.</summary>
    public void Succeed(TResult result)
    {
        Release();
        foreach (var item in _items)
        {
            item.SetResult(result);
        }
    }

    /// <summary>Every work is durable, each with its own result.</summary>
    public void Succeed(IReadOnlyList<TResult> results)
    {
        Release();
        for (var i = 0; i < _items.Count; i++)
        {
            _items[i].SetResult(results[i]);
        }
    }

    /// <summary>Nothing of the batch is stored, as far as is known.</summary>
    public void Fail(Exception cause)
    {
        Release();
        foreach (var item in _items)
        {
            item.SetException(cause);
        }
    }

    /// <summary>Each work as a batch of its own, to be settled instead of this one.</summary>
    public IReadOnlyList<CommitBatch<TWork, TResult>> Split()
    {
        MarkSent();
        return [.. _items.Select(item => new CommitBatch<TWork, TResult>(_queue, [item], isSent: true))];
    }

    private void Release()
    {
        MarkSent();
        _queue.OnSettled(_items.Sum(item => item.Size.Rows), _items.Sum(item => item.Size.Bytes));
    }
}
