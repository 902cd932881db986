using SmartDairy.Analytics.Cows;
using SmartDairy.Contracts.Animals;

namespace SmartDairy.Grains.Animals;

/// <summary>A collar's hour as the detectors know it, and as it travels between actors.</summary>
internal static class CollarHourConversions
{
    public static ReportedCollarHour ToReported(this in CollarHour hour)
        => new(hour.Hour, hour.Activity, hour.Rumination, hour.Eating, hour.Resting, hour.Temperature, hour.Reports);

    public static CollarHour ToCollarHour(this in ReportedCollarHour hour)
        => new(hour.Hour, hour.Activity, hour.Rumination, hour.Eating, hour.Resting, hour.Temperature, hour.MessageCount);
}
