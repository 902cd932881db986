using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using SmartDairy.History.Ledger;
using SmartDairy.History.Readings;
using SmartDairy.History.Rejected;
using SmartDairy.History.Sqlite.Database;
using SmartDairy.History.Sqlite.Ledger;
using SmartDairy.History.Sqlite.Readings;
using SmartDairy.History.Sqlite.Rejected;

namespace SmartDairy.History.Sqlite.Writing;

/// <summary>The readings, refused messages and small writes of everyone who came while the commit before ran. Readings share one task.</summary>
internal sealed class CommitBatch : WriteJob
{
    // Continuations never run on the writer's thread: they are grain code.
    private readonly TaskCompletionSource<CommitReceipt> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Reading> _readings = new(256);
    private readonly List<RejectedMessage> _rejected = [];
    private readonly List<BatchItem> _items = [];
    private HashSet<Reading>? _duplicates;
    private int _rejectedRows;
    private long _rejectedBytes;

    public override int RowCount => _readings.Count + _rejected.Count + _items.Count;

    public Task<CommitReceipt> Completion => _done.Task;

    public void Add(IReadOnlyList<Reading> readings) => _readings.AddRange(readings);

    public void Add(IReadOnlyList<RejectedMessage> messages) => _rejected.AddRange(messages);

    public void Add(BatchItem rider) => _items.Add(rider);

    public override void Execute(WriterState state)
    {
        state.Delta.Clear();
        foreach (var reading in _readings)
        {
            Store(state, reading);
        }

        foreach (var message in _rejected)
        {
            Store(state, message);
        }

        if (state.Delta.Count > 0)
        {
            MessageLedger.AppendDelta(state.Session, state.Delta);
        }

        foreach (var rider in _items)
        {
            rider.Execute(state.Session);
        }
    }

    public override void Succeed(WriterState state)
    {
        state.Ledger.Apply(state.Delta);
        state.RejectedRetention.OnAdded(_rejectedRows, _rejectedBytes);
        _done.SetResult(_duplicates is null ? CommitReceipt.WithoutDuplicates : new CommitReceipt(_duplicates));
        foreach (var rider in _items)
        {
            rider.Succeed();
        }
    }

    public override void Fail(Exception cause)
    {
        foreach (var rider in _items)
        {
            rider.Fail(cause);
        }

        _done.SetException(cause);
    }

    private void Store(WriterState state, Reading reading)
    {
        var key = state.DeviceKeys.FindOrAdd(state.Session, reading.DeviceId);
        var table = ReadingTable.For(reading.Family);
        var insert = state.InsertStatement(table);
        insert.BeginBind();
        table.Write(insert, reading, key);
        insert.Execute();
        var stored = state.Session.Changes > 0;
        if (!stored)
        {
            (_duplicates ??= new HashSet<Reading>(ReferenceEqualityComparer.Instance)).Add(reading);
        }

        state.Delta.Add(new LedgerKey(reading.FarmId, key), stored ? new MessageCounts(1, 0, 0) : new MessageCounts(0, 1, 0));
    }

    private void Store(WriterState state, RejectedMessage message)
    {
        var insert = state.InsertRejectedStatement;
        insert.BeginBind();
        RejectedTable.Messages.Write(insert, message);
        insert.Execute();
        if (state.Session.Changes == 0)
        {
            // A message with this id is there already: the same rejection written again.
            return;
        }

        _rejectedRows++;
        _rejectedBytes += message.Payload.Length;
        var device = message.DeviceId is { } name ? state.DeviceKeyOfRejected(name) : 0;
        state.Delta.Add(new LedgerKey(message.FarmId, device), new MessageCounts(0, 0, 1));
    }
}
