using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Detections;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Rfid;
using SmartDairy.Contracts.Sensors;

namespace SmartDairy.Husbandry.Worklist;

/// <summary>Everything that a farm's worklist is built from. The order within each list does not matter.</summary>
public sealed record WorklistInput
{
    public IReadOnlyList<AnimalRegistration> Animals { get; init; } = [];

    public IReadOnlyList<DeviceRegistration> Devices { get; init; } = [];

    /// <summary>Open detections, and those that ended, or whose time to act ended, since the beginning of the day before.</summary>
    public IReadOnlyList<Detection> Detections { get; init; } = [];

    /// <summary>The events of the last 300 days.</summary>
    public IReadOnlyList<AnimalEvent> Events { get; init; } = [];

    /// <summary>The animals' places and tags; other kinds are ignored.</summary>
    public IReadOnlyList<AnimalBinding> Bindings { get; init; } = [];

    /// <summary>The milkings of the last four days, or from <see cref="MilkingsFrom"/> on.</summary>
    public IReadOnlyList<MilkingTime> Milkings { get; init; } = [];

    /// <summary>The time from which on <see cref="Milkings"/> is complete, Unix milliseconds.</summary>
    public long MilkingsFrom { get; init; }

    /// <summary>Tags read in the last two days; one that an animal wears now is ignored.</summary>
    public IReadOnlyList<UnknownTag> UnknownTags { get; init; } = [];

    /// <summary>At least the newest versions of each device and metric.</summary>
    public IReadOnlyList<Calibration> Calibrations { get; init; } = [];

    public IReadOnlyList<BatteryEmptyDate> Batteries { get; init; } = [];

    /// <summary>Alerts that are open and not acknowledged.</summary>
    public IReadOnlyList<Alert> OpenAlerts { get; init; } = [];
}

/// <summary>The beginning of a milking of an animal.</summary>
/// <param name="StartedAt">Unix milliseconds.</param>
public readonly record struct MilkingTime(string AnimalId, long StartedAt);

/// <summary>The time at which a battery is expected to be empty.</summary>
/// <param name="EmptyAt">Unix milliseconds; may be past.</param>
/// <param name="Level">Percent; null when unknown.</param>
public readonly record struct BatteryEmptyDate(string DeviceId, long EmptyAt, double? Level);
