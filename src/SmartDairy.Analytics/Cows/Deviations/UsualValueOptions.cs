namespace SmartDairy.Analytics.Cows.Deviations;

/// <summary>How a cow's usual values are learned.</summary>
public sealed record UsualValueOptions
{
    /// <summary>
    /// Days back used for the usual value at an hour of the day. The default is 12: three days, as used for tail temperature (PMC7902215),
    /// are too few for a robust spread, and beyond two weeks the stage of lactation has changed.
    /// </summary>
    public int Days { get; init; } = 12;

    /// <summary>Minimum number of values. The default is 4.</summary>
    public int MinValues { get; init; } = 4;

    /// <summary>Minimum number of days for the usual value of a day. The default is 3.</summary>
    public int MinDays { get; init; } = 3;

    /// <summary>Weight of the herd's typical spread, in number of values, against the cow's own. The default is 12.</summary>
    public int PriorValues { get; init; } = 12;

    /// <summary>Typical standard deviation of the logarithm of an hour's activity at one hour of the day. The default is 0.35.</summary>
    public double ActivitySpread { get; init; } = 0.35;

    /// <summary>Typical standard deviation of an hour's minutes of rumination or eating. The default is 6.</summary>
    public double MinuteSpread { get; init; } = 6;

    /// <summary>
    /// Typical standard deviation of a day's rumination or eating as a share of it. The default is 0.08: 441 min with 71 between and within
    /// cows (Braun 2015).
    /// </summary>
    public double DayShareSpread { get; init; } = 0.08;

    /// <summary>Typical standard deviation of the logarithm of a day's activity. The default is 0.12.</summary>
    public double DayActivitySpread { get; init; } = 0.12;

    /// <summary>Newest days excluded from the comparison, so that an illness does not become the cow's usual. The default is 2.</summary>
    public int ExcludedRecentDays { get; init; } = 2;

    /// <summary>
    /// Constant added to activity before the logarithm, as a share of the cow's level; it keeps hours with almost no activity finite. The
    /// default is 0.1.
    /// </summary>
    public double ActivityFloorShare { get; init; } = 0.1;
}
