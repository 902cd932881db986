namespace SmartDairy.Analytics.Accuracy;

/// <summary>Whether something keeps a limit, as far as a measurement can tell.</summary>
public enum Conformity
{
    /// <summary>It keeps it, the measurement's uncertainty counted against it.</summary>
    Conforming,

    /// <summary>It breaks it, the measurement's uncertainty counted for it.</summary>
    Nonconforming,

    /// <summary>The measurement cannot tell.</summary>
    Inconclusive,
}
