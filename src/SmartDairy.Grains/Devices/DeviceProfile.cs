using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;

namespace SmartDairy.Grains.Devices;

/// <summary>What all devices of a type have in common.</summary>
/// <param name="Family">Null for a gateway, which has no readings of its own.</param>
/// <param name="SilenceLimit">How long a device of the type may say nothing before it counts as offline: sensors report every minute to
/// every ten, collars every hour, meters and readers only when cows come.</param>
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

    public static DeviceProfile ForType(DeviceType type) => All[(int)type];
}
