using GraphQL;
namespace SmartDairy.Api.Schema.Intake;

/// <summary>Account of all messages of a farm. At any time received = stored + duplicate + rejected + pending.</summary>
[Name("Ledger")]
public sealed record FarmLedgerView(long Received, long Stored, long Duplicate, long Rejected, long Pending)
{
    /// <summary>Number of messages received; each item of a batch counts.</summary>
    public long Received { get; } = Received;

    /// <summary>Number of messages written to history.</summary>
    public long Stored { get; } = Stored;

    /// <summary>Number of messages that repeated one already stored.</summary>
    public long Duplicate { get; } = Duplicate;

    /// <summary>Number of messages rejected; rejectedMessages lists them with reasons.</summary>
    public long Rejected { get; } = Rejected;

    /// <summary>Number of messages received but not yet stored, recognised as duplicate or rejected.</summary>
    public long Pending { get; } = Pending;
}
