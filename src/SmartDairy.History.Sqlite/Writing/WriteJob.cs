namespace SmartDairy.History.Sqlite.Writing;

/// <summary>One transaction's worth of work for the writer's thread.</summary>
internal abstract class WriteJob
{
    /// <summary>How much of the bound on waiting rows it takes up.</summary>
    public abstract int RowCount { get; }

    /// <summary>Does it within the open transaction.</summary>
    public abstract void Execute(WriterState state);

    /// <summary>The transaction is durable.</summary>
    public abstract void Succeed(WriterState state);

    /// <summary>Nothing of it was stored.</summary>
    public abstract void Fail(Exception cause);
}
