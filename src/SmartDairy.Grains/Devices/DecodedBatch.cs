using SmartDairy.Contracts.Intake;
using SmartDairy.Contracts.Readings;
using SmartDairy.History.Rejected;

namespace SmartDairy.Grains.Devices;

/// <summary>The decoded messages of one batch of a device.</summary>
public sealed class DecodedBatch
{
    /// <summary>The accepted readings, in the order of their messages.</summary>
    public List<Reading> Readings { get; } = new(4);

    /// <summary>The rejected messages and rejected items of messages.</summary>
    public List<RejectedMessage> Rejected { get; } = [];

    /// <summary>The status reports, in the order of their messages.</summary>
    public List<DecodedStatus> StatusReports { get; } = [];

    /// <summary>The outcome of each message; null while all are accepted.</summary>
    public ReceiptOutcome[]? Outcomes { get; set; }

    /// <summary>The answer to the shard.</summary>
    public DeviceBatchResult Receipt() => new(Readings.Count, Outcomes);
}
