namespace SmartDairy.Rules.Fields;

/// <summary>What is made of a metric's samples. t is the time of the reading, w the window.</summary>
public enum FieldFunction
{
    /// <summary>The value of the reading itself.</summary>
    None,

    /// <summary>Mean of (t − w, t]; missing without a sample.</summary>
    Avg,

    /// <summary>Lowest of (t − w, t]; missing without a sample.</summary>
    Min,

    /// <summary>Highest of (t − w, t]; missing without a sample.</summary>
    Max,

    /// <summary>Sum of (t − w, t]; 0 without a sample.</summary>
    Sum,

    /// <summary>How many samples lie in (t − w, t].</summary>
    Count,

    /// <summary>Sample standard deviation of (t − w, t]; missing under two samples.</summary>
    StdDev,

    /// <summary>
    /// The reading's value less the newest one at or before t − w that is no older than t − w − 1 h; without one, less the oldest of the window when that is
    /// at least w/2 old; else missing.
    /// </summary>
    Change,

    /// <summary><see cref="Change"/> by the hours between the two samples.</summary>
    Rate,

    /// <summary>Mean of the samples of all whole UTC hours that began at or after t − w and ended before the hour of t; missing without a sample.</summary>
    Baseline,

    /// <summary>(value − baseline) by the sample standard deviation of the same samples; missing under 24 of them or without spread.</summary>
    Deviation,

    /// <summary>The reading's value less the newest one of the same metric at another device, no older than 1 h.</summary>
    Difference,
}
