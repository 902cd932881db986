namespace SmartDairy.Simulator.Parameters;

/// <summary>The air outside, °C.</summary>
public sealed record ClimateParameters
{
    /// <summary>Mean of the year.</summary>
    [AllowedRange(-20, 40)] public required double YearMean { get; init; }

    /// <summary>Between that and the coldest and warmest time, in mid January and mid July.</summary>
    [AllowedRange(0, 40)] public required double SeasonSwing { get; init; }

    /// <summary>Between the mean of a day and 04:00 or 16:00.</summary>
    [AllowedRange(0, 20)] public required double DaySwing { get; init; }

    /// <summary>Deviation of the weather over days.</summary>
    [AllowedRange(0, 20)] public required double Weather { get; init; }
}
