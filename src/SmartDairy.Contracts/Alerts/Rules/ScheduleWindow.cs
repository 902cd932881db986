namespace SmartDairy.Contracts.Alerts.Rules;

/// <summary>A period of the day in local time.</summary>
/// <param name="From">Start, inclusive.</param>
/// <param name="To">End, exclusive. When it is not after <paramref name="From"/>, the window crosses midnight and belongs to the day on
/// which it begins.</param>
/// <param name="Days">Days on which the window begins; null or empty means every day.</param>
[GenerateSerializer, Immutable, Alias("schedule-window")]
public sealed record ScheduleWindow(
    [property: Id(0)] TimeOnly From,
    [property: Id(1)] TimeOnly To,
    [property: Id(2)] IReadOnlyList<DayOfWeek>? Days = null);
