namespace SmartDairy.Simulator.Parameters;

/// <summary>
/// Wood's lactation curve and the variation around it. Lists hold one number each for first, second and later lactations.
/// </summary>
public sealed record MilkParameters
{
    /// <summary>Parameter a of Wood's curve a · t^b · e^(−ct), kg a day, t in days.</summary>
    [AllowedRange(1, 100, ListLength = 3)] public required double[] A { get; init; }

    [AllowedRange(0, 1, ListLength = 3)] public required double[] B { get; init; }

    [AllowedRange(0, 0.02, ListLength = 3)] public required double[] C { get; init; }

    /// <summary>Yield of a cow relative to the average cow.</summary>
    [AllowedRange(0.2, 3)] public required TruncatedNormal CowFactor { get; init; }

    /// <summary>Standard deviation of b and of c between cows and lactations, as shares: height and persistency of the curve.</summary>
    [AllowedRange(0, 1)] public required double ShapeSpread { get; init; }

    /// <summary>Standard deviation of a day's yield, as a share.</summary>
    [AllowedRange(0, 1)] public required double DayNoise { get; init; }

    /// <summary>Standard deviation of a milking's yield, as a share; milk left in the udder comes at the next milking.</summary>
    [AllowedRange(0, 1)] public required double MilkingNoise { get; init; }

    /// <summary>Standard deviation of a day's yield, as a share, common to the whole herd.</summary>
    [AllowedRange(0, 1)] public required double HerdNoise { get; init; }

    /// <summary>Share of milkings that end too early.</summary>
    [AllowedRange(0, 1)] public required double Incomplete { get; init; }

    /// <summary>Share of the milk obtained in such milkings.</summary>
    [AllowedRange(0, 1)] public required TruncatedNormal IncompleteShare { get; init; }

    /// <summary>Share of milkings in which the cups are kicked off; half of those remain incomplete.</summary>
    [AllowedRange(0, 1)] public required double KickOff { get; init; }

    /// <summary>Share of the milk that comes from the two front quarters.</summary>
    [AllowedRange(0.2, 0.8)] public required TruncatedNormal FrontShare { get; init; }

    /// <summary>Temperature of healthy milk, °C.</summary>
    [AllowedRange(30, 41)] public required double Temperature { get; init; }

    /// <summary>Standard deviation of milk temperature from milking to milking, °C.</summary>
    [AllowedRange(0, 3)] public required double TemperatureNoise { get; init; }
}
