using GraphQL;
using SmartDairy.Api.Schema.Detections;
using SmartDairy.Contracts.Sensors;

namespace SmartDairy.Api.Schema.Verifications;

/// <summary>Number of tags an RFID reader read at one distance, and the verdict.</summary>
[Name("VerificationReads")]
public sealed class VerificationReadsView(VerificationReads reads)
{
    /// <summary>Distance of the tags from the reader, in metres.</summary>
    public double DistanceMetres => reads.Distance;

    /// <summary>Number of tries, in which a tag was there to be read.</summary>
    public int Expected => reads.Expected;

    /// <summary>Number of tries in which the tag was read.</summary>
    public int Read => reads.Read;

    /// <summary>Share of tries in which the tag was read, with its 95 % interval.</summary>
    public ProportionView Rate => new((double)reads.Read / reads.Expected, reads.Low, reads.High);

    /// <summary>Verdict on this distance alone; INCONCLUSIVE beyond the range.</summary>
    public VerificationVerdict Verdict => reads.Verdict;
}
