namespace SmartDairy.Simulator.Parameters;

/// <summary>Effects of a high temperature-humidity index (THI, NRC 1971) on cows, per unit above the threshold.</summary>
public sealed record HeatStressParameters
{
    /// <summary>THI, mean of a day, above which milk and rumination fall.</summary>
    [AllowedRange(40, 100)] public required double Threshold { get; init; }

    /// <summary>Share of milk lost; the THI is the mean of the last two days.</summary>
    [AllowedRange(0, 0.2)] public required double MilkLoss { get; init; }

    /// <summary>Share of rumination lost, by the mean THI of 24 hours.</summary>
    [AllowedRange(0, 0.2)] public required double RuminationLoss { get; init; }

    /// <summary>Rise of body temperature, °C, by the THI of the hour.</summary>
    [AllowedRange(0, 0.5)] public required double TemperatureRise { get; init; }

    /// <summary>Share of lying time lost, by the THI of the hour.</summary>
    [AllowedRange(0, 0.2)] public required double LyingLoss { get; init; }

    /// <summary>Sensitivity of a cow relative to the average cow.</summary>
    [AllowedRange(0, 5)] public required TruncatedNormal CowFactor { get; init; }

    /// <summary>Mean THI of a day from which the ground truth has heat stress of the barn.</summary>
    [AllowedRange(40, 100)] public required double Told { get; init; }
}
