namespace SmartDairy.Analytics.Cows.Illness;

/// <summary>
/// The numbers of <c>illness/1</c>: how far her last 24 hours are from her own last two weeks, in her own standard deviations. Illness of the whole cow lowers rumination, eating,
/// activity and milk days before people see it: a health index of these found 91 % of ketosis 1.6 days and 98 % of displaced abomasum 3 days before (Stangaferro et al. 2016).
/// </summary>
public sealed record IllnessOptions
{
    /// <summary>Days after calving that count as early; most metabolic illness falls into them. The default is 30.</summary>
    public double EarlyDays { get; init; } = 30;

    /// <summary>New cases a day in early lactation. The default is 0.006, about one cow in six.</summary>
    public double EarlyRate { get; init; } = 0.006;

    /// <summary>New cases a day later. The default is 0.0004.</summary>
    public double LaterRate { get; init; } = 0.0004;

    /// <summary>Days that a case lasts on average. The default is 6.</summary>
    public double CaseDays { get; init; } = 6;

    /// <summary>Rumination of 24 hours in illness. The default is -3.</summary>
    public double Rumination { get; init; } = -3;

    /// <summary>Eating of 24 hours in illness. The default is -2.5.</summary>
    public double Eating { get; init; } = -2.5;

    /// <summary>Activity of 24 hours in illness. The default is -1.2.</summary>
    public double Activity { get; init; } = -1.2;

    /// <summary>Yield of the last milkings in illness. The default is -1.5.</summary>
    public double Yield { get; init; } = -1.5;

    /// <summary>How much all these differ between cases. The default is 1.5.</summary>
    public double CaseSpread { get; init; } = 1.5;

    /// <summary>Standard deviation of the ordinary ones; above 1 because a spread learned from two weeks is itself uncertain. The default is 1.2.</summary>
    public double HealthySpread { get; init; } = 1.2;

    /// <summary>Temperature of 24 hours in illness, °C more than usual. The default is 0.3.</summary>
    public double Fever { get; init; } = 0.3;

    /// <summary>Standard deviation of the ordinary one, °C. The default is 0.12.</summary>
    public double FeverSpread { get; init; } = 0.12;

    /// <summary>Share of an hour's evidence that counts: an hour's look back over 24 hours repeats that of the hour before. The default is 0.1.</summary>
    public double EvidenceWeight { get; init; } = 0.1;

    /// <summary>Probability from which on a case is told of. The default is 0.15.</summary>
    public double OpenThreshold { get; init; } = 0.15;

    /// <summary>Probability below which it is over. The default is 0.05.</summary>
    public double CloseThreshold { get; init; } = 0.05;

    /// <summary>Temperature-humidity index, mean of 24 hours, above which less rumination and milk are the weather's doing. The default is 68 (Collier et al. 2012).</summary>
    public double ThiThreshold { get; init; } = 68;

    /// <summary>How many standard deviations lower all is expected for each point above it. The default is 0.15.</summary>
    public double PerThi { get; init; } = 0.15;

    /// <summary>Hours after a heat began in which less rumination is its doing. The default is 36.</summary>
    public double HoursAfterEstrus { get; init; } = 36;

    /// <summary>Hours around calving in which nothing is told. The default is 36.</summary>
    public double HoursAfterCalving { get; init; } = 36;
}
