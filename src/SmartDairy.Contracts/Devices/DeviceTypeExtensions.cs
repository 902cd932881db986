using SmartDairy.Contracts.Readings;

namespace SmartDairy.Contracts.Devices;

public static class DeviceTypeExtensions
{
    /// <summary>The family of readings that a device of the type sends; null for a gateway, which measures nothing.</summary>
    public static ReadingFamily? ToReadingFamily(this DeviceType type) => type switch
    {
        DeviceType.EnvironmentalSensor => ReadingFamily.Environment,
        DeviceType.ActivityCollar => ReadingFamily.Activity,
        DeviceType.MilkMeter => ReadingFamily.Milking,
        DeviceType.RfidReader => ReadingFamily.Rfid,
        _ => null,
    };
}
