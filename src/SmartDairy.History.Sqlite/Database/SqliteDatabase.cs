using SmartDairy.History.Database;
using SmartDairy.History.Sqlite.Writing;

namespace SmartDairy.History.Sqlite.Database;

/// <summary>The readers and the writer of a file. Writes share the commits of the readings.</summary>
internal sealed class SqliteDatabase(ReaderPool readers, HistoryWriter writer) : SqlDatabase
{
    public override SqlDialect Dialect => SqliteDialect.Instance;

    public override Task<T> ReadAsync<T>(Func<SqlSession, Task<T>> query, CancellationToken cancellationToken, bool snapshot = false)
        => readers.ReadAsync(session => snapshot ? ReadSnapshot(session, query) : Run(session, query), cancellationToken);

    public override Task<T> WriteAsync<T>(Func<SqlSession, Task<T>> work, CancellationToken cancellationToken, bool isIdempotent = false)
        => writer.WriteAsync(session => Run(session, work)).WaitAsync(cancellationToken);

    private static T ReadSnapshot<T>(SqliteSession session, Func<SqlSession, Task<T>> query)
    {
        session.Execute("begin");
        try
        {
            return Run(session, query);
        }
        finally
        {
            session.Execute("commit");
        }
    }

    private static T Run<T>(SqliteSession session, Func<SqlSession, Task<T>> work)
    {
        var done = work(session);
        return done.IsCompleted
            ? done.GetAwaiter().GetResult()
            : throw new InvalidOperationException("Work on SQLite awaited something other than its session.");
    }
}
