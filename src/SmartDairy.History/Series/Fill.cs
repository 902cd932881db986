namespace SmartDairy.History.Series;

/// <summary>Content of a bucket without values.</summary>
public enum Fill
{
    /// <summary>The bucket is left out.</summary>
    None,

    /// <summary>The bucket is present without a value.</summary>
    Null,

    /// <summary>The last known value; null before the first.</summary>
    Previous,

    /// <summary>Linear interpolation between the neighbouring buckets; null before the first value and after the last.</summary>
    Linear,
}
