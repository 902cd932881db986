namespace SmartDairy.Simulator.Parameters;

/// <summary>What makes cows behave otherwise without being in estrus or ill.</summary>
public sealed record DisturbanceParameters
{
    /// <summary>Regroupings of a cow a year, beside those that her lactation brings.</summary>
    [AllowedRange(0, 12)] public required double GroupChangesPerYear { get; init; }

    /// <summary>Days of a group change.</summary>
    [AllowedRange(0.1, 14)] public required TruncatedNormal GroupChangeDays { get; init; }

    /// <summary>Of ln activity on the first day; fades.</summary>
    [AllowedRange(-1, 3)] public required TruncatedNormal GroupChangeActivity { get; init; }

    /// <summary>Share of rumination lost on the first day; fades.</summary>
    [AllowedRange(-1, 1)] public required TruncatedNormal GroupChangeRuminationLoss { get; init; }

    /// <summary>Share of group changes of which people tell.</summary>
    [AllowedRange(0, 1)] public required double GroupChangesTold { get; init; }

    /// <summary>Of ln activity in the hours of the trimming.</summary>
    [AllowedRange(-1, 3)] public required TruncatedNormal TrimmingActivity { get; init; }

    /// <summary>Share of that day's rumination lost.</summary>
    [AllowedRange(-1, 1)] public required TruncatedNormal TrimmingRuminationLoss { get; init; }

    /// <summary>Share of trimmings of which people tell.</summary>
    [AllowedRange(0, 1)] public required double TrimmingsTold { get; init; }

    /// <summary>Times that she is restless without a cause, a cow and month.</summary>
    [AllowedRange(0, 1)] public required double UnrestPerMonth { get; init; }

    /// <summary>Hours that it lasts.</summary>
    [AllowedRange(0.5, 48)] public required TruncatedNormal UnrestHours { get; init; }

    /// <summary>Of ln activity.</summary>
    [AllowedRange(-1, 3)] public required TruncatedNormal UnrestActivity { get; init; }

    /// <summary>Storms and other days that move the whole herd, a year.</summary>
    [AllowedRange(0, 50)] public required double StormsPerYear { get; init; }

    /// <summary>Hours.</summary>
    [AllowedRange(1, 48)] public required TruncatedNormal StormHours { get; init; }

    /// <summary>Of ln activity.</summary>
    [AllowedRange(-1, 3)] public required TruncatedNormal StormActivity { get; init; }

    /// <summary>Feed changes of the whole herd, a year.</summary>
    [AllowedRange(0, 50)] public required double FeedChangesPerYear { get; init; }

    /// <summary>Days.</summary>
    [AllowedRange(0.5, 30)] public required TruncatedNormal FeedChangeDays { get; init; }

    /// <summary>Share of rumination lost.</summary>
    [AllowedRange(-1, 1)] public required TruncatedNormal FeedChangeRuminationLoss { get; init; }
}
