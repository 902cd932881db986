using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;

namespace SmartDairy.Rules.Fields;

/// <summary>A set of reading families and of device types without readings.</summary>
[Flags]
public enum DeviceFamilies
{
    None = 0,
    Environment = 1 << ReadingFamily.Environment,
    Activity = 1 << ReadingFamily.Activity,
    Milking = 1 << ReadingFamily.Milking,
    Rfid = 1 << ReadingFamily.Rfid,

    /// <summary>All families of readings.</summary>
    Readings = Environment | Activity | Milking | Rfid,

    /// <summary>Gateways: they have a status but no readings.</summary>
    Gateway = 1 << DeviceType.Gateway,
    All = Readings | Gateway,
}
