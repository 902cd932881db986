using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;

namespace SmartDairy.Grains.Devices;

/// <summary>The common properties of the devices of a type.</summary>
/// <param name="Family">The family of its readings; null for a gateway, which has no readings of its own.</param>
/// <param name="SilenceLimit">
/// The longest silence before a device counts as offline: sensors report every one to ten minutes, collars every hour, meters and readers
/// only when animals come.
/// </param>
public sealed record DeviceProfile(ReadingFamily? Family, TimeSpan SilenceLimit)
{
    private static readonly DeviceProfile[] All =
    [
        new(ReadingFamily.Environment, TimeSpan.FromMinutes(30)),
        new(ReadingFamily.Activity, TimeSpan.FromMinutes(135)),
        new(ReadingFamily.Milking, TimeSpan.FromHours(24)),
        new(ReadingFamily.Rfid, TimeSpan.FromHours(24)),
        new(null, TimeSpan.FromHours(24)),
    ];

    /// <summary>The profile of a type.</summary>
    public static DeviceProfile ForType(DeviceType type) => All[(int)type];
}
