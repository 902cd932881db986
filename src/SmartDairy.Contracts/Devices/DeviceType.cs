namespace SmartDairy.Contracts.Devices;

/// <summary>What a device is.</summary>
/// <remarks>The numbers are stored: never reuse one.</remarks>
public enum DeviceType
{
    EnvironmentalSensor = 0,
    ActivityCollar = 1,
    MilkMeter = 2,
    RfidReader = 3,

    /// <summary>Publishes for the devices registered behind it, and its own status.</summary>
    Gateway = 4,
}
