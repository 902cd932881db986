namespace SmartDairy.Contracts.Sensors;

/// <summary>Verdict of a check against a reference.</summary>
/// <remarks>The numbers are stored.</remarks>
public enum VerificationVerdict
{
    /// <summary>Within the limits, even with the uncertainty counted against the device.</summary>
    Pass = 0,

    /// <summary>Outside the limits, even with the uncertainty counted for the device.</summary>
    Fail = 1,

    /// <summary>The data prove neither that the limits are kept nor that they are broken.</summary>
    Inconclusive = 2,
}
