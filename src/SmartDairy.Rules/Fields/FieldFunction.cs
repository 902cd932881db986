namespace SmartDairy.Rules.Fields;

/// <summary>Functions of a metric's samples. t is the time of the reading, w the window.</summary>
public enum FieldFunction
{
    /// <summary>The value of the reading itself.</summary>
    None,

    /// <summary>Mean over (t − w, t]; missing without a sample.</summary>
    Avg,

    /// <summary>Minimum over (t − w, t]; missing without a sample.</summary>
    Min,

    /// <summary>Maximum over (t − w, t]; missing without a sample.</summary>
    Max,

    /// <summary>Sum over (t − w, t]; 0 without a sample.</summary>
    Sum,

    /// <summary>Number of samples in (t − w, t].</summary>
    Count,

    /// <summary>Sample standard deviation over (t − w, t]; missing with fewer than two samples.</summary>
    StdDev,

    /// <summary>
    /// The reading's value minus the newest value at or before t − w that is not older than t − w − 1 h; if there is none, minus the oldest
    /// value of the window if that is at least w/2 old; otherwise missing.
    /// </summary>
    Change,

    /// <summary><see cref="Change"/> divided by the hours between the two samples.</summary>
    Rate,

    /// <summary>
    /// Mean of the samples of all whole UTC hours that begin at or after t − w and precede the hour of t; missing without a sample.
    /// </summary>
    Baseline,

    /// <summary>
    /// (value − baseline) divided by the sample standard deviation of the baseline's samples; missing with fewer than 24 samples or zero
    /// deviation.
    /// </summary>
    Deviation,

    /// <summary>
    /// The reading's value minus the newest value of the same metric at another device, at most 1 h old; missing without one.
    /// </summary>
    Difference,
}
