namespace SmartDairy.Contracts.Alerts.Rules;

/// <summary>A span of the day, local time.</summary>
/// <param name="From">Inclusive.</param>
/// <param name="To">Exclusive. Before or equal to <paramref name="From"/>: the span crosses midnight, and belongs to the day it begins on.</param>
/// <param name="Days">The days it begins on; null or empty means every day.</param>
[GenerateSerializer, Immutable, Alias("schedule-window")]
public sealed record ScheduleWindow(
    [property: Id(0)] TimeOnly From,
    [property: Id(1)] TimeOnly To,
    [property: Id(2)] IReadOnlyList<DayOfWeek>? Days = null);
