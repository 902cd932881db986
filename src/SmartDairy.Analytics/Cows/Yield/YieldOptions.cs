namespace SmartDairy.Analytics.Cows.Yield;

/// <summary>Parameters of the expected yield of a cow.</summary>
public sealed record YieldOptions
{
    /// <summary>Previous milkings used for the cow's level. The default is 20, ten days at two a day.</summary>
    public int Milkings { get; init; } = 20;

    /// <summary>Minimum number of milkings. The default is 5.</summary>
    public int MinMilkings { get; init; } = 5;

    /// <summary>
    /// Milkings whose intervals differ by less than this many hours are compared first, morning with morning. The default is 1.5.
    /// </summary>
    public double SimilarIntervalHours { get; init; } = 1.5;

    /// <summary>Typical standard deviation of the logarithm of actual over expected yield. The default is 0.08.</summary>
    public double Spread { get; init; } = 0.08;

    /// <summary>Weight of the typical spread, in number of milkings, against the cow's own. The default is 8.</summary>
    public int PriorMilkings { get; init; } = 8;
}
