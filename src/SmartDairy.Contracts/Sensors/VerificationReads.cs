namespace SmartDairy.Contracts.Sensors;

/// <summary>Tag reads at one distance, with their evaluation.</summary>
[GenerateSerializer, Immutable, Alias("verification-reads")]
public sealed record VerificationReads
{
    /// <summary>Distance from the antenna in metres.</summary>
    [Id(0)] public required double Distance { get; init; }

    /// <summary>Number of times a tag was presented.</summary>
    [Id(1)] public required int Expected { get; init; }

    /// <summary>Number of times the tag was read.</summary>
    [Id(2)] public required int Read { get; init; }

    /// <summary>Lower bound of the read rate at 95 % confidence, 0 to 1.</summary>
    [Id(3)] public double Low { get; init; }

    /// <summary>Upper bound of the read rate at 95 % confidence, 0 to 1.</summary>
    [Id(4)] public double High { get; init; } = 1;

    /// <summary>Verdict for this distance alone; inconclusive beyond the required range.</summary>
    [Id(5)] public VerificationVerdict Verdict { get; init; } = VerificationVerdict.Inconclusive;
}
