namespace SmartDairy.Contracts.Sensors;

/// <summary>How many tags were read at one distance, and what that shows.</summary>
[GenerateSerializer, Immutable, Alias("verification-reads")]
public sealed record VerificationReads
{
    /// <summary>Metres.</summary>
    [Id(0)] public required double Distance { get; init; }

    /// <summary>How often a tag was there to be read.</summary>
    [Id(1)] public required int Expected { get; init; }

    /// <summary>How often it was read.</summary>
    [Id(2)] public required int Read { get; init; }

    /// <summary>0 to 1: the true share is not below it, 95 times in a hundred.</summary>
    [Id(3)] public double Low { get; init; }

    /// <summary>0 to 1: nor above it.</summary>
    [Id(4)] public double High { get; init; } = 1;

    /// <summary>Of this distance alone; inconclusive beyond the range.</summary>
    [Id(5)] public VerificationVerdict Verdict { get; init; } = VerificationVerdict.Inconclusive;
}
