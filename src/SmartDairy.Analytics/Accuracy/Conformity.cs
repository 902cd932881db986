namespace SmartDairy.Analytics.Accuracy;

/// <summary>Whether a measurement shows that a limit is kept.</summary>
public enum Conformity
{
    /// <summary>The limit is kept even with the uncertainty added.</summary>
    Conforming,

    /// <summary>The limit is broken even with the uncertainty subtracted.</summary>
    Nonconforming,

    /// <summary>The measurement is too uncertain to decide.</summary>
    Inconclusive,
}
