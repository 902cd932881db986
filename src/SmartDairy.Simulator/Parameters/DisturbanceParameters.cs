namespace SmartDairy.Simulator.Parameters;

/// <summary>Disturbances that change behaviour without estrus or illness.</summary>
public sealed record DisturbanceParameters
{
    /// <summary>Regroupings per cow and year, besides those due to the lactation.</summary>
    [AllowedRange(0, 12)] public required double GroupChangesPerYear { get; init; }

    /// <summary>Duration of a group change's effect, days.</summary>
    [AllowedRange(0.1, 14)] public required TruncatedNormal GroupChangeDays { get; init; }

    /// <summary>Rise of ln activity on the first day of a group change; fades.</summary>
    [AllowedRange(-1, 3)] public required TruncatedNormal GroupChangeActivity { get; init; }

    /// <summary>Share of rumination lost on the first day of a group change; fades.</summary>
    [AllowedRange(-1, 1)] public required TruncatedNormal GroupChangeRuminationLoss { get; init; }

    /// <summary>Share of group changes that people record.</summary>
    [AllowedRange(0, 1)] public required double GroupChangesTold { get; init; }

    /// <summary>Rise of ln activity in the hours of a hoof trimming.</summary>
    [AllowedRange(-1, 3)] public required TruncatedNormal TrimmingActivity { get; init; }

    /// <summary>Share of rumination lost on the day of a hoof trimming.</summary>
    [AllowedRange(-1, 1)] public required TruncatedNormal TrimmingRuminationLoss { get; init; }

    /// <summary>Share of hoof trimmings that people record.</summary>
    [AllowedRange(0, 1)] public required double TrimmingsTold { get; init; }

    /// <summary>Chance of a spell of restlessness without a cause, per cow and month.</summary>
    [AllowedRange(0, 1)] public required double UnrestPerMonth { get; init; }

    /// <summary>Duration of such a spell, hours.</summary>
    [AllowedRange(0.5, 48)] public required TruncatedNormal UnrestHours { get; init; }

    /// <summary>Of ln activity.</summary>
    [AllowedRange(-1, 3)] public required TruncatedNormal UnrestActivity { get; init; }

    /// <summary>Storms and other events that unsettle the whole herd, per year.</summary>
    [AllowedRange(0, 50)] public required double StormsPerYear { get; init; }

    /// <summary>Duration of a storm, hours.</summary>
    [AllowedRange(1, 48)] public required TruncatedNormal StormHours { get; init; }

    /// <summary>Of ln activity.</summary>
    [AllowedRange(-1, 3)] public required TruncatedNormal StormActivity { get; init; }

    /// <summary>Feed changes of the whole herd, per year.</summary>
    [AllowedRange(0, 50)] public required double FeedChangesPerYear { get; init; }

    /// <summary>Duration of a feed change's effect, days.</summary>
    [AllowedRange(0.5, 30)] public required TruncatedNormal FeedChangeDays { get; init; }

    /// <summary>Share of rumination lost after a feed change.</summary>
    [AllowedRange(-1, 1)] public required TruncatedNormal FeedChangeRuminationLoss { get; init; }
}
