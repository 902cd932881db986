namespace SmartDairy.Simulator.Parameters;

/// <summary>What milk meters make of milk. Shares are between stalls.</summary>
public sealed record MeterParameters
{
    /// <summary>Of the conductivity, between stalls.</summary>
    [AllowedRange(0, 1)] public required double ConductivityOffset { get; init; }

    /// <summary>Of the litres, between stalls.</summary>
    [AllowedRange(0, 1)] public required double VolumeOffset { get; init; }

    /// <summary>Of the litres, from milking to milking.</summary>
    [AllowedRange(0, 1)] public required double VolumeNoise { get; init; }

    /// <summary>mS/cm from which a meter raises its own alert.</summary>
    [AllowedRange(1, 20)] public required double Alert { get; init; }
}
