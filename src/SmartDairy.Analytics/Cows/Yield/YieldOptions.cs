namespace SmartDairy.Analytics.Cows.Yield;

/// <summary>How the milk expected of a cow is worked out.</summary>
public sealed record YieldOptions
{
    /// <summary>Milkings before that tell her level. The default is 20, ten days of two.</summary>
    public int Milkings { get; init; } = 20;

    /// <summary>Fewer milkings tell nothing. The default is 5.</summary>
    public int MinMilkings { get; init; } = 5;

    /// <summary>Milkings whose interval differs by less are compared first: morning with morning. Hours; the default is 1.5.</summary>
    public double SimilarIntervalHours { get; init; } = 1.5;

    /// <summary>Typical standard deviation of the logarithm of a milking over what was expected. The default is 0.08.</summary>
    public double Spread { get; init; } = 0.08;

    /// <summary>Her own spread is trusted as if the typical one had been seen this often before. The default is 8.</summary>
    public int PriorMilkings { get; init; } = 8;
}
