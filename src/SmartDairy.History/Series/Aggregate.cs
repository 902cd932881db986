namespace SmartDairy.History.Series;

/// <summary>Function that combines the values of a bucket. Values of quality 0 are not used.</summary>
public enum Aggregate
{
    /// <summary>Arithmetic mean of the values.</summary>
    Avg,

    /// <summary>Smallest value of the bucket.</summary>
    Min,

    /// <summary>Largest value of the bucket.</summary>
    Max,

    /// <summary>Sum of the bucket's values.</summary>
    Sum,

    /// <summary>Number of values in the bucket.</summary>
    Count,

    /// <summary>Sample standard deviation (n − 1); null for fewer than two values.</summary>
    Stddev,

    /// <summary>Median. Percentiles are interpolated linearly between the two values around rank p · (n − 1), counted from 0.</summary>
    P50,

    /// <summary>95th percentile, interpolated linearly like P50.</summary>
    P95,

    /// <summary>99th percentile, interpolated linearly like P50.</summary>
    P99,

    /// <summary>Value with the earliest event time.</summary>
    First,

    /// <summary>Value with the latest event time.</summary>
    Last,
}
