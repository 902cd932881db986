namespace SmartDairy.Contracts.Devices;

/// <summary>Type of a device registered on a farm.</summary>
/// <remarks>The numbers are stored: never reuse one.</remarks>
public enum DeviceType
{
    /// <summary>Sensor of temperature, humidity and gases in a zone of a barn.</summary>
    EnvironmentalSensor = 0,

    /// <summary>Collar that measures an animal's activity and rumination.</summary>
    ActivityCollar = 1,

    /// <summary>Meter at a stall of a milking parlor.</summary>
    MilkMeter = 2,

    /// <summary>Reader of ear tags at a gate or in an area.</summary>
    RfidReader = 3,

    /// <summary>Gateway that publishes for the devices registered behind it, and its own status.</summary>
    Gateway = 4,
}
