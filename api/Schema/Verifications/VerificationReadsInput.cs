namespace SmartDairy.Api.Schema.Verifications;

/// <summary>How many tags were read at a distance.</summary>
public sealed class VerificationReadsInput
{
    /// <summary>0 to 1,000 m.</summary>
    public required double DistanceMetres { get; init; }

    /// <summary>How often a tag was there to be read, 1 to 1,000,000.</summary>
    public required int Expected { get; init; }

    /// <summary>How often it was, 0 to expected.</summary>
    public required int Read { get; init; }
}
