using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Detections;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Rfid;
using SmartDairy.Contracts.Sensors;

namespace SmartDairy.Husbandry.Worklist;

/// <summary>Everything a farm's list follows from: the same facts and the same moment give the same list. The order within each does not matter.</summary>
public sealed record WorklistInput
{
    public IReadOnlyList<AnimalRegistration> Animals { get; init; } = [];

    public IReadOnlyList<DeviceRegistration> Devices { get; init; } = [];

    /// <summary>Those open, and those that ended or whose time to act ended since the day before began.</summary>
    public IReadOnlyList<Detection> Detections { get; init; } = [];

    /// <summary>Of the last 300 days.</summary>
    public IReadOnlyList<AnimalEvent> Events { get; init; } = [];

    /// <summary>Where the animals are kept and what tags they wear; other kinds are not looked at.</summary>
    public IReadOnlyList<AnimalBinding> Bindings { get; init; } = [];

    /// <summary>Of the last four days, or from <see cref="MilkingsFrom"/> on.</summary>
    public IReadOnlyList<MilkingTime> Milkings { get; init; } = [];

    /// <summary>From when on all milkings are among the facts, Unix milliseconds.</summary>
    public long MilkingsFrom { get; init; }

    /// <summary>Those seen in the last two days; one that an animal wears now is passed over.</summary>
    public IReadOnlyList<UnknownTag> UnknownTags { get; init; } = [];

    /// <summary>At least the newest versions of each device and metric.</summary>
    public IReadOnlyList<Calibration> Calibrations { get; init; } = [];

    public IReadOnlyList<BatteryEmptyDate> Batteries { get; init; } = [];

    /// <summary>Alerts that nobody acknowledged and that are not over.</summary>
    public IReadOnlyList<Alert> OpenAlerts { get; init; } = [];
}

/// <summary>That an animal was milked.</summary>
/// <param name="StartedAt">Unix milliseconds.</param>
public readonly record struct MilkingTime(string AnimalId, long StartedAt);

/// <summary>When a battery is expected to be empty.</summary>
/// <param name="EmptyAt">Unix milliseconds; may be past.</param>
/// <param name="Level">Percent; null when unknown.</param>
public readonly record struct BatteryEmptyDate(string DeviceId, long EmptyAt, double? Level);
