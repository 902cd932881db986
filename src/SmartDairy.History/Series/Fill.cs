namespace SmartDairy.History.Series;

/// <summary>What stands in a bucket without values.</summary>
public enum Fill
{
    /// <summary>The bucket is left out.</summary>
    None,

    /// <summary>The bucket is there, without a value.</summary>
    Null,

    /// <summary>The last known value; null before the first.</summary>
    Previous,

    /// <summary>On the straight line between its neighbours; null before the first and after the last.</summary>
    Linear,
}
