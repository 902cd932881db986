using GraphQL;
using SmartDairy.Api.Schema.Detections;
using SmartDairy.Contracts.Sensors;

namespace SmartDairy.Api.Schema.Verifications;

/// <summary>How many tags were read at one distance, and what that shows.</summary>
[Name("VerificationReads")]
public sealed class VerificationReadsView(VerificationReads reads)
{
    /// <summary>How far the tag was from the reader, m.</summary>
    public double DistanceMetres => reads.Distance;

    /// <summary>How often a tag was there to be read.</summary>
    public int Expected => reads.Expected;

    /// <summary>How often it was.</summary>
    public int Read => reads.Read;

    /// <summary>The share, with what chance allows.</summary>
    public ProportionView Rate => new((double)reads.Read / reads.Expected, reads.Low, reads.High);

    /// <summary>Of this distance alone; INCONCLUSIVE beyond the range.</summary>
    public VerificationVerdict Verdict => reads.Verdict;
}
