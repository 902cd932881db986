namespace SmartDairy.History.Series;

/// <summary>How the values of a bucket become one. Values of quality 0 never take part.</summary>
public enum Aggregate
{
    Avg,
    Min,
    Max,
    Sum,
    Count,

    /// <summary>Of the sample (n − 1); null for fewer than two values.</summary>
    Stddev,
    /// <summary>The median. Percentiles lie on the straight line between the two values around rank p · (n − 1), counted from 0.</summary>
    P50,
    P95,
    P99,

    /// <summary>The value with the earliest event time.</summary>
    First,

    /// <summary>The value with the latest event time.</summary>
    Last,
}
