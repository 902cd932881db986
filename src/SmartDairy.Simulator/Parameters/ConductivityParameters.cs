namespace SmartDairy.Simulator.Parameters;

/// <summary>The conductivity of healthy milk, mS/cm unless it says otherwise.</summary>
public sealed record ConductivityParameters
{
    /// <summary>Of the herd.</summary>
    [AllowedRange(3, 9)] public required double HerdMean { get; init; }

    /// <summary>Between cows.</summary>
    [AllowedRange(0, 3)] public required double CowSpread { get; init; }

    /// <summary>Between the quarters of a cow.</summary>
    [AllowedRange(0, 3)] public required double QuarterSpread { get; init; }

    /// <summary>A cow's wander over weeks.</summary>
    [AllowedRange(0, 3)] public required double Wander { get; init; }

    /// <summary>A quarter's own wander over weeks.</summary>
    [AllowedRange(0, 3)] public required double QuarterWander { get; init; }

    /// <summary>More at the end of the lactation than at its peak.</summary>
    [AllowedRange(-2, 3)] public required double LateRise { get; init; }

    /// <summary>More on the day of calving; gone within a week.</summary>
    [AllowedRange(-2, 3)] public required double ColostrumRise { get; init; }

    /// <summary>From milking to milking, the same for all quarters, as a share.</summary>
    [AllowedRange(0, 1)] public required double MilkingNoise { get; init; }

    /// <summary>From milking to milking, of each quarter, as a share.</summary>
    [AllowedRange(0, 1)] public required double QuarterNoise { get; init; }
}
