namespace SmartDairy.History.Timescale.Writing;

/// <summary>The calls of everyone who came while the commits before ran: one transaction.</summary>
internal sealed class CommitJob
{
    public List<Call> Calls { get; } = new(64);

    public int Rows { get; private set; }

    public void Add(Call call)
    {
        Calls.Add(call);
        Rows += call.Rows;
    }

    public void Succeed(CommitReceipt receipt)
    {
        foreach (var call in Calls)
        {
            call.TrySetResult(receipt);
        }
    }

    public void Fail(Exception cause)
    {
        foreach (var call in Calls)
        {
            call.TrySetException(cause);
        }
    }
}
