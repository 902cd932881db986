using SmartDairy.History.Ledger;
using SmartDairy.History.Readings;
using SmartDairy.History.Rejected;
using SmartDairy.History.Sqlite.Database;
using SmartDairy.History.Sqlite.Ledger;
using SmartDairy.History.Sqlite.Readings;
using SmartDairy.History.Sqlite.Rejected;

namespace SmartDairy.History.Sqlite.Writing;

/// <summary>
/// What the writer's thread works with: its connection, and what it remembers of the tables. A connection that is not to be trusted any
/// more is closed, and everything remembered is read again from the next one.
/// </summary>
internal sealed class WriterState(SqliteHistoryOptions options, MessageLedger ledger) : IDisposable
{
    // A conflict clause and not "insert or ignore", which would also swallow a broken row as if it were a duplicate.
    private static readonly string[] InsertSqlByFamily = [.. ReadingTable.All.Select(table =>
        SqliteSession.InsertSql(table.Name, table.Columns, table.ColumnCount, "(device, time, message) do nothing"))];

    private static readonly string InsertRejectedSql =
        SqliteSession.InsertSql(
            RejectedTable.Messages.Name, RejectedTable.Messages.AllNames, RejectedTable.Messages.Columns.Count, "(id) do nothing");

    private SqliteSession? _session;

    public MessageLedger Ledger => ledger;

    public DeviceKeys DeviceKeys { get; } = new();

    public LedgerDelta Delta { get; } = new();

    public RejectedRetention RejectedRetention { get; } = new(options);

    public bool IsOpen => _session is not null;

    public SqliteSession Session => _session ?? throw new InvalidOperationException("The writer has no connection: Open comes first.");

    public void EnsureOpen()
    {
        if (_session is not null)
        {
            return;
        }

        var session = SqliteSession.Open(options.DatabasePath, options, readOnly: false);
        try
        {
            DeviceKeys.Load(session);
            ledger.Load(session);
            RejectedRetention.Load(session);
            _session = session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>The insert of a rejected message; not borrowed, as <see cref="InsertStatement"/>.</summary>
    public SqliteStatement InsertRejectedStatement => Session.Prepare(InsertRejectedSql);

    /// <summary>
    /// The insert of a reading. It is not borrowed: only this thread inserts, and a reset after each run is all it needs.
    /// </summary>
    public SqliteStatement InsertStatement(ReadingTable table) => Session.Prepare(InsertSqlByFamily[(int)table.Family]);

    /// <summary>The number of a device named by a refused message; 0 when there are too many names to learn one more.</summary>
    public int DeviceKeyOfRejected(string deviceId)
        => DeviceKeys.TryFind(deviceId, out var key) ? key
            : DeviceKeys.Count < options.MaxDevicesFromRejected ? DeviceKeys.FindOrAdd(Session, deviceId)
            : 0;

    public void Close()
    {
        _session?.Dispose();
        _session = null;
    }

    public void Dispose() => Close();
}
