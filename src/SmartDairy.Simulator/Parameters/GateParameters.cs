namespace SmartDairy.Simulator.Parameters;

/// <summary>Errors of tag readers; only for herds with <see cref="SimulatedHerdOptions.ImperfectGateReads"/>.</summary>
public sealed record GateParameters
{
    /// <summary>Share of passages that are not read.</summary>
    [AllowedRange(0, 1)] public required double Missed { get; init; }

    /// <summary>Share of passages with a second read, at the other antenna.</summary>
    [AllowedRange(0, 1)] public required double Extra { get; init; }

    /// <summary>Share of passages with an additional read of an unknown tag.</summary>
    [AllowedRange(0, 1)] public required double Unknown { get; init; }
}
