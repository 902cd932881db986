using SmartDairy.Contracts.Commands;
using SmartDairy.Contracts.Devices;

namespace SmartDairy.Protocol.Payloads;

/// <summary>What a device says of itself. Null everywhere means that it did not say.</summary>
public sealed record DeviceStatusReport
{
    /// <summary><c>ok</c> and <c>online</c> are <see cref="DeviceStatus.Online"/>; <c>offline</c> is what a will says.</summary>
    public DeviceStatus? Status { get; init; }

    /// <summary>Unix milliseconds; null when the report carried no timestamp.</summary>
    public long? Time { get; init; }

    /// <summary>For people, up to 200 characters.</summary>
    public string? Message { get; init; }

    /// <summary>Percent, 0 to 100.</summary>
    public double? BatteryLevel { get; init; }

    /// <summary>dBm, -150 to 0.</summary>
    public double? SignalStrength { get; init; }

    public string? FirmwareVersion { get; init; }

    /// <summary>The command that <see cref="CommandState"/> and <see cref="Result"/> are about.</summary>
    public string? CommandId { get; init; }

    /// <summary>Delivered, succeeded or failed.</summary>
    public CommandState? CommandState { get; init; }

    /// <summary>What the command returned, as JSON.</summary>
    public string? Result { get; init; }

    /// <summary>The configuration the device has, as a JSON object.</summary>
    public string? Configuration { get; init; }
}
