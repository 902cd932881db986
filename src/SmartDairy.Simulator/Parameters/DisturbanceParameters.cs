namespace SmartDairy.Simulator.Parameters;

/// <summary>What makes cows behave otherwise without being in estrus or ill.</summary>
public sealed record DisturbanceParameters
{
    /// <summary>Regroupings of a cow a year, beside those that her lactation brings.</summary>
    [Allowed(0, 12)] public required double GroupChangesPerYear { get; init; }

    /// <summary>Days of a group change.</summary>
    [Allowed(0.1, 14)] public required Spread GroupChangeDays { get; init; }

    /// <summary>Of ln activity on the first day; fades.</summary>
    [Allowed(-1, 3)] public required Spread GroupChangeActivity { get; init; }

    /// <summary>Share of rumination lost on the first day; fades.</summary>
    [Allowed(-1, 1)] public required Spread GroupChangeRuminationLoss { get; init; }

    /// <summary>Share of group changes of which people tell.</summary>
    [Allowed(0, 1)] public required double GroupChangesTold { get; init; }

    /// <summary>Of ln activity in the hours of the trimming.</summary>
    [Allowed(-1, 3)] public required Spread TrimmingActivity { get; init; }

    /// <summary>Share of that day's rumination lost.</summary>
    [Allowed(-1, 1)] public required Spread TrimmingRuminationLoss { get; init; }

    /// <summary>Share of trimmings of which people tell.</summary>
    [Allowed(0, 1)] public required double TrimmingsTold { get; init; }

    /// <summary>Times that she is restless without a cause, a cow and month.</summary>
    [Allowed(0, 1)] public required double UnrestPerMonth { get; init; }

    /// <summary>Hours that it lasts.</summary>
    [Allowed(0.5, 48)] public required Spread UnrestHours { get; init; }

    /// <summary>Of ln activity.</summary>
    [Allowed(-1, 3)] public required Spread UnrestActivity { get; init; }

    /// <summary>Storms and other days that move the whole herd, a year.</summary>
    [Allowed(0, 50)] public required double StormsPerYear { get; init; }

    /// <summary>Hours.</summary>
    [Allowed(1, 48)] public required Spread StormHours { get; init; }

    /// <summary>Of ln activity.</summary>
    [Allowed(-1, 3)] public required Spread StormActivity { get; init; }

    /// <summary>Feed changes of the whole herd, a year.</summary>
    [Allowed(0, 50)] public required double FeedChangesPerYear { get; init; }

    /// <summary>Days.</summary>
    [Allowed(0.5, 30)] public required Spread FeedChangeDays { get; init; }

    /// <summary>Share of rumination lost.</summary>
    [Allowed(-1, 1)] public required Spread FeedChangeRuminationLoss { get; init; }
}
