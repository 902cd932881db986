namespace SmartDairy.Api.Schema.Verifications;

/// <summary>Number of tags an RFID reader read at one distance.</summary>
public sealed class VerificationReadsInput
{
    /// <summary>Distance of the tags from the reader, in metres, 0 to 1,000.</summary>
    public required double DistanceMetres { get; init; }

    /// <summary>Number of tries, in which a tag was there to be read, 1 to 1,000,000.</summary>
    public required int Expected { get; init; }

    /// <summary>Number of tries in which the tag was read, 0 to expected.</summary>
    public required int Read { get; init; }
}
