namespace SmartDairy.Simulator.Parameters;

/// <summary>Outside temperature, °C.</summary>
public sealed record ClimateParameters
{
    /// <summary>Mean of the year.</summary>
    [AllowedRange(-20, 40)] public required double YearMean { get; init; }

    /// <summary>Amplitude of the year: difference between the mean and mid January or mid July.</summary>
    [AllowedRange(0, 40)] public required double SeasonSwing { get; init; }

    /// <summary>Amplitude of the day: difference between the mean and 04:00 or 16:00.</summary>
    [AllowedRange(0, 20)] public required double DaySwing { get; init; }

    /// <summary>Standard deviation of the weather over days.</summary>
    [AllowedRange(0, 20)] public required double Weather { get; init; }
}
