namespace SmartDairy.Analytics.Cows.Illness;

/// <summary>
/// Parameters of <c>illness/1</c>, which compares the last 24 hours with the cow's last two weeks, in the cow's standard deviations.
/// Systemic illness lowers rumination, eating, activity and milk days before people see it: a health index of these found 91 % of ketosis
/// 1.6 days and 98 % of displaced abomasum 3 days before (Stangaferro et al. 2016).
/// </summary>
public sealed record IllnessOptions
{
    /// <summary>Days after calving that count as early lactation, in which most metabolic illness occurs. The default is 30.</summary>
    public double EarlyDays { get; init; } = 30;

    /// <summary>New cases a day in early lactation. The default is 0.006, about one cow in six.</summary>
    public double EarlyRate { get; init; } = 0.006;

    /// <summary>New cases a day after early lactation. The default is 0.0004.</summary>
    public double LaterRate { get; init; } = 0.0004;

    /// <summary>Mean duration of a case in days. The default is 6.</summary>
    public double CaseDays { get; init; } = 6;

    /// <summary>Deviation of 24 hours' rumination in illness, in standard deviations. The default is -3.</summary>
    public double Rumination { get; init; } = -3;

    /// <summary>Deviation of 24 hours' eating in illness, in standard deviations. The default is -2.5.</summary>
    public double Eating { get; init; } = -2.5;

    /// <summary>Deviation of 24 hours' activity in illness, in standard deviations. The default is -1.2.</summary>
    public double Activity { get; init; } = -1.2;

    /// <summary>Deviation of the last milkings' yield in illness, in standard deviations. The default is -1.5.</summary>
    public double Yield { get; init; } = -1.5;

    /// <summary>Standard deviation of all these between cases. The default is 1.5.</summary>
    public double CaseSpread { get; init; } = 1.5;

    /// <summary>
    /// Standard deviation of all these in healthy cows; above 1 because a spread learned from two weeks is itself uncertain. The default is
    /// 1.2.
    /// </summary>
    public double HealthySpread { get; init; } = 1.2;

    /// <summary>Temperature of 24 hours in illness, °C above the usual. The default is 0.3.</summary>
    public double Fever { get; init; } = 0.3;

    /// <summary>Standard deviation of that temperature in healthy cows, °C. The default is 0.12.</summary>
    public double FeverSpread { get; init; } = 0.12;

    /// <summary>Share of an hour's evidence that counts. The default is 0.1, because consecutive 24-hour windows overlap.</summary>
    public double EvidenceWeight { get; init; } = 0.1;

    /// <summary>Probability that opens an episode. The default is 0.15.</summary>
    public double OpenThreshold { get; init; } = 0.15;

    /// <summary>Probability below which an episode ends. The default is 0.05.</summary>
    public double CloseThreshold { get; init; } = 0.05;

    /// <summary>
    /// Temperature-humidity index, mean of 24 hours, above which lower rumination and yield are attributed to the weather. The default is
    /// 68 (Collier et al. 2012).
    /// </summary>
    public double ThiThreshold { get; init; } = 68;

    /// <summary>Expected decrease in standard deviations for each point above that index. The default is 0.15.</summary>
    public double PerThi { get; init; } = 0.15;

    /// <summary>Hours after the start of a heat in which lower rumination is attributed to the heat. The default is 36.</summary>
    public double HoursAfterEstrus { get; init; } = 36;

    /// <summary>Hours after calving in which no illness is detected. The default is 36.</summary>
    public double HoursAfterCalving { get; init; } = 36;
}
