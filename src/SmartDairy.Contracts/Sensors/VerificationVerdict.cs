namespace SmartDairy.Contracts.Sensors;

/// <summary>What a check against a reference says. The numbers are stored.</summary>
public enum VerificationVerdict
{
    /// <summary>Within the limits, the uncertainty counted against the device.</summary>
    Pass = 0,

    /// <summary>Outside the limits, the uncertainty counted for the device.</summary>
    Fail = 1,

    /// <summary>The run cannot tell.</summary>
    Inconclusive = 2,
}
