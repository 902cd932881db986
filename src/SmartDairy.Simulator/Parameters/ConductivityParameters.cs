namespace SmartDairy.Simulator.Parameters;

/// <summary>Conductivity of healthy milk, mS/cm unless stated otherwise.</summary>
public sealed record ConductivityParameters
{
    /// <summary>Mean of the herd.</summary>
    [AllowedRange(3, 9)] public required double HerdMean { get; init; }

    /// <summary>Standard deviation between cows.</summary>
    [AllowedRange(0, 3)] public required double CowSpread { get; init; }

    /// <summary>Standard deviation between the quarters of a cow.</summary>
    [AllowedRange(0, 3)] public required double QuarterSpread { get; init; }

    /// <summary>Standard deviation of a cow's drift over weeks.</summary>
    [AllowedRange(0, 3)] public required double Wander { get; init; }

    /// <summary>Standard deviation of a quarter's own drift over weeks.</summary>
    [AllowedRange(0, 3)] public required double QuarterWander { get; init; }

    /// <summary>Rise over 300 days of lactation.</summary>
    [AllowedRange(-2, 3)] public required double LateRise { get; init; }

    /// <summary>Rise on the day of calving, which fades within a week.</summary>
    [AllowedRange(-2, 3)] public required double ColostrumRise { get; init; }

    /// <summary>Standard deviation from milking to milking, common to all quarters, as a share.</summary>
    [AllowedRange(0, 1)] public required double MilkingNoise { get; init; }

    /// <summary>Standard deviation from milking to milking of each quarter, as a share.</summary>
    [AllowedRange(0, 1)] public required double QuarterNoise { get; init; }
}
