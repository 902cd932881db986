namespace SmartDairy.Analytics.Cows.Deviations;

/// <summary>How a cow's own normal is learned.</summary>
public sealed record UsualValueOptions
{
    /// <summary>
    /// Days back that tell what is usual at an hour of the day. The default is 12: three days, as used for tail temperature (PMC7902215), are too
    /// few for a robust spread, and beyond two weeks the stage of lactation has changed.
    /// </summary>
    public int Days { get; init; } = 12;

    /// <summary>Fewer values than this tell nothing. The default is 4.</summary>
    public int MinValues { get; init; } = 4;

    /// <summary>Fewer days than this do not tell what is usual of a day. The default is 3.</summary>
    public int MinDays { get; init; } = 3;

    /// <summary>Her own spread is trusted as if the herd's typical one had been seen this often before. The default is 12.</summary>
    public int PriorValues { get; init; } = 12;

    /// <summary>Typical standard deviation of the logarithm of an hour's activity at one hour of the day. The default is 0.35.</summary>
    public double ActivitySpread { get; init; } = 0.35;

    /// <summary>Typical standard deviation of an hour's minutes of rumination or eating. The default is 6.</summary>
    public double MinuteSpread { get; init; } = 6;

    /// <summary>Typical standard deviation of a day's rumination or eating as a share of it. The default is 0.08: 441 min with 71 between and within cows (Braun 2015).</summary>
    public double DayShareSpread { get; init; } = 0.08;

    /// <summary>Typical standard deviation of the logarithm of a day's activity. The default is 0.12.</summary>
    public double DayActivitySpread { get; init; } = 0.12;

    /// <summary>The newest days that are left out of what a day is compared with, so that an illness does not become her normal. The default is 2.</summary>
    public int ExcludedRecentDays { get; init; } = 2;

    /// <summary>Added to activity before its logarithm is taken, as a share of her level, so that an hour of hardly any is not infinitely little. The default is 0.1.</summary>
    public double ActivityFloorShare { get; init; } = 0.1;
}
