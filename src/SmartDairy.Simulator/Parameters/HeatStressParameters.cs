namespace SmartDairy.Simulator.Parameters;

/// <summary>What a high temperature-humidity index (THI, NRC 1971) does to cows: for each unit above the threshold.</summary>
public sealed record HeatStressParameters
{
    /// <summary>THI, mean of a day, above which milk and rumination fall.</summary>
    [AllowedRange(40, 100)] public required double Threshold { get; init; }

    /// <summary>Share of milk lost, after a day.</summary>
    [AllowedRange(0, 0.2)] public required double MilkLoss { get; init; }

    /// <summary>Share of rumination lost.</summary>
    [AllowedRange(0, 0.2)] public required double RuminationLoss { get; init; }

    /// <summary>°C, by the THI of the hour.</summary>
    [AllowedRange(0, 0.5)] public required double TemperatureRise { get; init; }

    /// <summary>Share of the lying time lost.</summary>
    [AllowedRange(0, 0.2)] public required double LyingLoss { get; init; }

    /// <summary>How much a cow suffers against the average one.</summary>
    [AllowedRange(0, 5)] public required TruncatedNormal CowFactor { get; init; }

    /// <summary>Mean THI of a day from which it is told as heat stress of the barn.</summary>
    [AllowedRange(40, 100)] public required double Told { get; init; }
}
