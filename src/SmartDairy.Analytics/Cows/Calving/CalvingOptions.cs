namespace SmartDairy.Analytics.Cows.Calving;

/// <summary>
/// Parameters of <c>calving/1</c>. On the day before calving rumination and temperature fall and restlessness grows. The day is
/// predictable, the hour is not: with rumination, activity and lying, 100 % sensitivity and 86.8 % specificity per day (Borchers et al.
/// 2017, Kentucky).
/// </summary>
public sealed record CalvingOptions
{
    /// <summary>Days from insemination to calving. The default is 280.</summary>
    public double GestationDays { get; init; } = 280;

    /// <summary>Standard deviation of the days from insemination to calving. The default is 5.</summary>
    public double GestationSpread { get; init; } = 5;

    /// <summary>Days before and after the due date in which signs count. The default is 14.</summary>
    public double WindowDays { get; init; } = 14;

    /// <summary>
    /// Days dry after which signs count when no insemination is known; a dry period of 60 days is usual. The default is 35.
    /// </summary>
    public double DryDays { get; init; } = 35;

    /// <summary>Probability a day that signs begin when only the dry-off is known. The default is 0.04.</summary>
    public double DryCalvingRatePerDay { get; init; } = 0.04;

    /// <summary>Hours that signs last before calving. The default is 18.</summary>
    public double SignHours { get; init; } = 18;

    /// <summary>Deviation of an hour's rumination before calving, in the cow's standard deviations. The default is -1.</summary>
    public double Rumination { get; init; } = -1;

    /// <summary>Deviation of activity before calving, natural logarithm. The default is 0.35.</summary>
    public double Activity { get; init; } = 0.35;

    /// <summary>Deviation of temperature before calving, °C. The default is -0.35.</summary>
    public double Temperature { get; init; } = -0.35;

    /// <summary>Share of an hour's evidence that counts, 0 to 1. The default is 0.5.</summary>
    public double EvidenceWeight { get; init; } = 0.5;

    /// <summary>Probability that opens an episode. The default is 0.4.</summary>
    public double OpenThreshold { get; init; } = 0.4;

    /// <summary>Probability below which an episode ends. The default is 0.1.</summary>
    public double CloseThreshold { get; init; } = 0.1;
}
