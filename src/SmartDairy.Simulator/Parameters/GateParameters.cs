namespace SmartDairy.Simulator.Parameters;

/// <summary>What readers of tags miss and make up; only of herds with <see cref="SimulatedHerdOptions.ImperfectGateReads"/>.</summary>
public sealed record GateParameters
{
    /// <summary>Share of passages that are not read.</summary>
    [AllowedRange(0, 1)] public required double Missed { get; init; }

    /// <summary>Share of passages that the other antenna reads too, or again.</summary>
    [AllowedRange(0, 1)] public required double Extra { get; init; }

    /// <summary>Share of passages in which an unknown tag is read besides.</summary>
    [AllowedRange(0, 1)] public required double Unknown { get; init; }
}
