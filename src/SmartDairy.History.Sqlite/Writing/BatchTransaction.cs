using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using SmartDairy.History.Ledger;
using SmartDairy.History.Readings;
using SmartDairy.History.Rejected;
using SmartDairy.History.Sqlite.Ledger;
using SmartDairy.History.Writing;

namespace SmartDairy.History.Sqlite.Writing;

/// <summary>One transaction: the readings, the rejected messages and the small writes of a batch.</summary>
internal sealed class BatchTransaction(WriterState state)
{
    private HashSet<Reading>? _duplicates;
    private int _rejectedRows;
    private long _rejectedBytes;

    /// <summary>Runs within the open transaction.</summary>
    public void Execute(IReadOnlyList<AppendRequest> requests)
    {
        state.Delta.Clear();
        foreach (var request in requests)
        {
            foreach (var reading in request.Readings)
            {
                Store(reading);
            }
        }

        foreach (var message in requests.SelectMany(request => request.Rejected))
        {
            Store(message);
        }

        if (state.Delta.Count > 0)
        {
            MessageLedger.AppendDelta(state.Session, state.Delta);
        }

        foreach (var write in requests.OfType<SmallWrite>())
        {
            write.Execute(state.Session);
        }
    }

    /// <summary>Takes what was stored into the ledger, once the transaction is durable.</summary>
    public CommitReceipt OnCommitted()
    {
        state.DeviceKeys.OnCommitted();
        state.Ledger.Apply(state.Delta);
        state.RejectedRetention.OnAdded(_rejectedRows, _rejectedBytes);
        return _duplicates is null ? CommitReceipt.WithoutDuplicates : new CommitReceipt(_duplicates);
    }

    private void Store(Reading reading)
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

    private void Store(RejectedMessage message)
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
