namespace SmartDairy.History.Postgres.Writing;

/// <summary>The calls of everyone who came while the commits before ran: one transaction.</summary>
internal sealed class CommitBatch
{
    public List<AppendRequest> Requests { get; } = new(64);

    public int RowCount { get; private set; }

    public void Add(AppendRequest call)
    {
        Requests.Add(call);
        RowCount += call.RowCount;
    }

    public void Succeed(CommitReceipt receipt)
    {
        foreach (var call in Requests)
        {
            call.TrySetResult(receipt);
        }
    }

    public void Fail(Exception cause)
    {
        foreach (var call in Requests)
        {
            call.TrySetException(cause);
        }
    }
}
