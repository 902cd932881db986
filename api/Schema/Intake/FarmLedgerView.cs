using GraphQL;
namespace SmartDairy.Api.Schema.Intake;

/// <summary>Where every message of a farm went: received = stored + duplicate + rejected + pending, at all times.</summary>
[Name("Ledger")]
public sealed record FarmLedgerView(long Received, long Stored, long Duplicate, long Rejected, long Pending)
{
    /// <summary>Messages taken in; each item of a batch counts.</summary>
    public long Received { get; } = Received;

    /// <summary>Written to history.</summary>
    public long Stored { get; } = Stored;

    /// <summary>Known already.</summary>
    public long Duplicate { get; } = Duplicate;

    /// <summary>Refused; rejectedMessages shows them with their reasons.</summary>
    public long Rejected { get; } = Rejected;

    /// <summary>Taken in and not yet settled.</summary>
    public long Pending { get; } = Pending;
}
