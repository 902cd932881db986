using SmartDairy.Contracts.Decoding;
using SmartDairy.Contracts.Intake;
using SmartDairy.Contracts.Readings;
using SmartDairy.History.Rejected;

namespace SmartDairy.Grains.Devices;

/// <summary>What one batch of a device decoded to.</summary>
public sealed class DeviceIntake
{
    public List<Reading> Readings { get; } = new(4);

    public List<RejectedMessage> Rejected { get; } = [];

    public List<DeviceStatusReport> Reports { get; } = [];

    /// <summary>The outcome of each message; null while all are accepted.</summary>
    public ReceiptOutcome[]? Outcomes { get; set; }

    public DeviceReceipt Receipt() => new(Readings.Count, Outcomes);
}
