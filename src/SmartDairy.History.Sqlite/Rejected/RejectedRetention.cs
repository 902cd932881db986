using SmartDairy.History.Sqlite.Database;

namespace SmartDairy.History.Sqlite.Rejected;

/// <summary>Keeps the refused messages within their bound of rows and bytes, oldest out first. Only the writer's thread uses it.</summary>
internal sealed class RejectedRetention(SqliteHistoryOptions options)
{
    private const int MaxDeletedRows = 1_000;
    private const string OldestSql =
        "select count(*), coalesce(sum(length(payload)), 0), coalesce(max(number), 0) from (select number, payload from rejected order by number limit ?1)";
    private long _rows;
    private long _bytes;
    private (long Rows, long Bytes) _dropping;

    public bool IsExceeded => _rows > options.MaxRejectedRows || _bytes > options.MaxRejectedMiB << 20;

    public void Load(SqliteSession session)
    {
        using var rows = session.Prepare("select count(*), coalesce(sum(length(payload)), 0) from rejected");
        rows.Step();
        (_rows, _bytes) = (rows.Long(0), rows.Long(1));
    }

    public void OnAdded(int rows, long bytes)
    {
        _rows += rows;
        _bytes += bytes;
    }

    /// <summary>Within a transaction of its own, followed by <see cref="OnDeleted"/> once committed.</summary>
    public void DeleteOldest(SqliteSession session)
    {
        long last;
        using (var oldest = session.Prepare(OldestSql))
        {
            oldest.Bind(1, Math.Clamp(_rows / 10, 1, MaxDeletedRows));
            oldest.Step();
            _dropping = (oldest.Long(0), oldest.Long(1));
            last = oldest.Long(2);
        }

        using var delete = session.Prepare("delete from rejected where number <= ?1");
        delete.Bind(1, last);
        delete.Execute();
    }

    public void OnDeleted()
    {
        _rows -= _dropping.Rows;
        _bytes -= _dropping.Bytes;
    }
}
