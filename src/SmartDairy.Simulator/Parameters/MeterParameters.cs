namespace SmartDairy.Simulator.Parameters;

/// <summary>Errors of milk meters. Standard deviations are shares.</summary>
public sealed record MeterParameters
{
    /// <summary>Standard deviation of the conductivity between stalls.</summary>
    [AllowedRange(0, 1)] public required double ConductivityOffset { get; init; }

    /// <summary>Standard deviation of the volume between stalls.</summary>
    [AllowedRange(0, 1)] public required double VolumeOffset { get; init; }

    /// <summary>Standard deviation of the volume from milking to milking.</summary>
    [AllowedRange(0, 1)] public required double VolumeNoise { get; init; }

    /// <summary>Conductivity above which a meter raises its own alert, mS/cm.</summary>
    [AllowedRange(1, 20)] public required double Alert { get; init; }
}
