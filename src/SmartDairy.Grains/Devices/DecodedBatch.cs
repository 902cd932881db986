using SmartDairy.Contracts.Intake;
using SmartDairy.Contracts.Readings;
using SmartDairy.History.Rejected;
using SmartDairy.Protocol.Payloads;

namespace SmartDairy.Grains.Devices;

/// <summary>What one batch of a device decoded to.</summary>
public sealed class DecodedBatch
{
    public List<Reading> Readings { get; } = new(4);

    public List<RejectedMessage> Rejected { get; } = [];

    /// <summary>What the device said of itself, with the index of the message that said it.</summary>
    public List<(int Index, DeviceStatusReport Report)> StatusReports { get; } = [];

    /// <summary>The outcome of each message; null while all are accepted.</summary>
    public ReceiptOutcome[]? Outcomes { get; set; }

    public DeviceBatchResult Receipt() => new(Readings.Count, Outcomes);
}
