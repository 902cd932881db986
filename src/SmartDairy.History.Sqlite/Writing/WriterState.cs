using SmartDairy.History.Ledger;
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

    /// <summary>Not borrowed: only this thread inserts, and a reset after each run is all it needs.</summary>
    public SqliteStatement InsertStatement(ReadingTable table) => Session.Prepare(table.InsertSql);

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
