using SmartDairy.History.Sqlite.Database;

namespace SmartDairy.History.Sqlite.Writing;

/// <summary>A small write that shares the commit of others' rows. What it stumbles over is its own: the others are stored without it.</summary>
internal abstract class BatchItem
{
    /// <summary>Within the open transaction.</summary>
    public abstract void Execute(SqliteSession session);

    /// <summary>The transaction is durable.</summary>
    public abstract void Succeed();

    /// <summary>Nothing of the transaction was stored.</summary>
    public abstract void Fail(Exception cause);
}
