using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Devices;

namespace SmartDairy.Evaluation.Replay;

/// <summary>What the system knows of a farm before the first message comes. Nothing in it says what is true of any cow.</summary>
public sealed record ReplayFarm
{
    public required IReadOnlyList<DeviceRegistration> Devices { get; init; }

    /// <summary>One whose place is not told has no climate.</summary>
    public required IReadOnlyList<AnimalRegistration> Animals { get; init; }

    /// <summary>What people tell during the replay, in any order; each is known from <see cref="AnimalEvent.RecordedAt"/> on.</summary>
    public required IReadOnlyList<AnimalEvent> Events { get; init; }

    public required TimeZoneInfo Zone { get; init; }
}
