using Npgsql;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using SmartDairy.History.Ledger;
using SmartDairy.History.Postgres.Database;
using SmartDairy.History.Rejected;

namespace SmartDairy.History.Postgres.Writing;

/// <summary>The refused messages of a batch, each id once.</summary>
internal sealed class RejectedTableBatch : TableBatch
{
    private readonly List<(RejectedMessage Message, int Device)> _messages = [];
    private readonly HashSet<string> _stored = new(StringComparer.Ordinal);
    private bool _knowsStored;

    public override bool IsEmpty => _messages.Count == 0;

    protected override string Table => RejectedTable.Messages.Name;

    protected override string Columns => RejectedTable.Messages.AllNames;

    protected override string KeyColumns => "id";

    public override void Clear()
    {
        _messages.Clear();
        ResetOutcomes();
    }

    public override void ResetOutcomes()
    {
        _stored.Clear();
        _knowsStored = false;
    }

    /// <param name="device">The device's number; 0 when it is not known.</param>
    public void Add(RejectedMessage message, int device) => _messages.Add((message, device));

    public override void Encode()
    {
        _messages.Sort(static (left, right) => string.CompareOrdinal(left.Message.Id, right.Message.Id));
        Buffer.BeginCopy();
        for (var i = 0; i < _messages.Count; i++)
        {
            if (IsFirst(i))
            {
                Buffer.BeginRow(RejectedTable.Messages.Columns.Count);
                RejectedTable.Messages.Write(Buffer, _messages[i].Message);
            }
        }

        Buffer.EndCopy();
    }

    public override void CountOutcomes(LedgerDelta delta, HashSet<Reading> duplicates)
    {
        for (var i = 0; i < _messages.Count; i++)
        {
            var (message, device) = _messages[i];
            if (IsFirst(i) && (!_knowsStored || _stored.Contains(PostgresText.Sanitize(message.Id))))
            {
                delta.Add(new LedgerKey(message.FarmId, device), new MessageCounts(0, 0, 1));
            }
        }
    }

    protected override void BeginStoredRows() => _knowsStored = true;

    protected override void AddStoredRow(NpgsqlDataReader row) => _stored.Add(row.GetString(0));

    private bool IsFirst(int index) => index == 0 || _messages[index].Message.Id != _messages[index - 1].Message.Id;
}
