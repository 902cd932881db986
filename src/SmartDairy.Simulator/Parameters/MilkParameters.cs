namespace SmartDairy.Simulator.Parameters;

/// <summary>Wood's curve and what varies around it. Lists are of first, second and later lactations.</summary>
public sealed record MilkParameters
{
    /// <summary>a of a · t^b · e^(−ct), kg a day, t in days.</summary>
    [AllowedRange(1, 100, ListLength = 3)] public required double[] A { get; init; }

    [AllowedRange(0, 1, ListLength = 3)] public required double[] B { get; init; }

    [AllowedRange(0, 0.02, ListLength = 3)] public required double[] C { get; init; }

    /// <summary>Her milk against the average cow's.</summary>
    [AllowedRange(0.2, 3)] public required TruncatedNormal CowFactor { get; init; }

    /// <summary>Between cows and lactations, of b and of c as shares of themselves: how high and how lasting.</summary>
    [AllowedRange(0, 1)] public required double ShapeSpread { get; init; }

    /// <summary>Of a day's milk, as a share.</summary>
    [AllowedRange(0, 1)] public required double DayNoise { get; init; }

    /// <summary>Of a milking's milk, as a share; what stays in the udder comes at the next.</summary>
    [AllowedRange(0, 1)] public required double MilkingNoise { get; init; }

    /// <summary>Of a day's milk, as a share, the same for the whole herd.</summary>
    [AllowedRange(0, 1)] public required double HerdNoise { get; init; }

    /// <summary>Share of milkings that end too early.</summary>
    [AllowedRange(0, 1)] public required double Incomplete { get; init; }

    /// <summary>Share of the milk that they give.</summary>
    [AllowedRange(0, 1)] public required TruncatedNormal IncompleteShare { get; init; }

    /// <summary>Share of milkings in which the cups are kicked off; half of those stay incomplete.</summary>
    [AllowedRange(0, 1)] public required double KickOff { get; init; }

    /// <summary>Share of the milk that comes from the two front quarters.</summary>
    [AllowedRange(0.2, 0.8)] public required TruncatedNormal FrontShare { get; init; }

    /// <summary>°C of healthy milk.</summary>
    [AllowedRange(30, 41)] public required double Temperature { get; init; }

    /// <summary>°C, from milking to milking.</summary>
    [AllowedRange(0, 3)] public required double TemperatureNoise { get; init; }
}
