namespace SmartDairy.Analytics.Accuracy;

/// <summary>Whether something keeps a limit, as far as a measurement can tell.</summary>
public enum Conformity
{
    /// <summary>It keeps it, the measurement's uncertainty counted against it.</summary>
    Kept,

    /// <summary>It breaks it, the measurement's uncertainty counted for it.</summary>
    Broken,

    /// <summary>The measurement cannot tell.</summary>
    Undecided,
}
