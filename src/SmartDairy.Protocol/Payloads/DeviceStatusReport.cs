using SmartDairy.Contracts.Commands;
using SmartDairy.Contracts.Devices;

namespace SmartDairy.Protocol.Payloads;

/// <summary>A device's report about itself. A member is null when the message did not contain it.</summary>
public sealed record DeviceStatusReport
{
    /// <summary>
    /// The reported status: <c>ok</c> and <c>online</c> mean <see cref="DeviceStatus.Online"/>; <c>offline</c> is usually sent by the
    /// device's MQTT will.
    /// </summary>
    public DeviceStatus? Status { get; init; }

    /// <summary>Timestamp of the report, Unix milliseconds.</summary>
    public long? Time { get; init; }

    /// <summary>Free text, at most 200 characters.</summary>
    public string? Message { get; init; }

    /// <summary>Percent, 0 to 100.</summary>
    public double? BatteryLevel { get; init; }

    /// <summary>dBm, -150 to 0.</summary>
    public double? SignalStrength { get; init; }

    public string? FirmwareVersion { get; init; }

    /// <summary>The command that <see cref="CommandState"/> and <see cref="Result"/> refer to.</summary>
    public string? CommandId { get; init; }

    /// <summary>Delivered, succeeded or failed.</summary>
    public CommandState? CommandState { get; init; }

    /// <summary>Result of the command as JSON.</summary>
    public string? Result { get; init; }

    /// <summary>The device's current configuration as JSON.</summary>
    public string? Configuration { get; init; }
}
