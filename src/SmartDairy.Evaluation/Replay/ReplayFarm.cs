using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Devices;

namespace SmartDairy.Evaluation.Replay;

/// <summary>The knowledge about a farm before the first message. Nothing in it is ground truth.</summary>
public sealed record ReplayFarm
{
    public required IReadOnlyList<DeviceRegistration> Devices { get; init; }

    /// <summary>The animals. One without a place observes no climate.</summary>
    public required IReadOnlyList<AnimalRegistration> Animals { get; init; }

    /// <summary>
    /// The events that people record during the replay, in any order; each is known from <see cref="AnimalEvent.RecordedAt"/> on.
    /// </summary>
    public required IReadOnlyList<AnimalEvent> Events { get; init; }

    public required TimeZoneInfo Zone { get; init; }
}
