using SmartDairy.Contracts.Readings;
using SmartDairy.History.Rejected;

namespace SmartDairy.History.Postgres.Writing;

/// <summary>What one caller brought. Its continuations never run on the writer: they are grain code.</summary>
internal sealed class AppendRequest(IReadOnlyList<Reading> readings, IReadOnlyList<RejectedMessage> rejected)
    : TaskCompletionSource<CommitReceipt>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public IReadOnlyList<Reading> Readings => readings;

    public IReadOnlyList<RejectedMessage> Rejected => rejected;

    public int RowCount => readings.Count + rejected.Count;
}
