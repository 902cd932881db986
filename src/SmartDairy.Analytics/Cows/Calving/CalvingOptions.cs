namespace SmartDairy.Analytics.Cows.Calving;

/// <summary>
/// The numbers of <c>calving/1</c>: in the day before calving rumination and temperature fall and restlessness grows. A day is told well, hours are not: with rumination, activity
/// and lying, 100 % sensitivity and 86.8 % specificity by the day (Borchers et al. 2017, Kentucky).
/// </summary>
public sealed record CalvingOptions
{
    /// <summary>Days from insemination to calving. The default is 280.</summary>
    public double GestationDays { get; init; } = 280;

    /// <summary>Its standard deviation. The default is 5.</summary>
    public double GestationSpread { get; init; } = 5;

    /// <summary>Days around the due date in which is looked for signs. The default is 14.</summary>
    public double WindowDays { get; init; } = 14;

    /// <summary>Days dry from which on signs are looked for when no insemination is known; 60 are usual. The default is 35.</summary>
    public double DryDays { get; init; } = 35;

    /// <summary>Chance of calving in a day when only her dry-off is known. The default is 0.04.</summary>
    public double DryCalvingRatePerDay { get; init; } = 0.04;

    /// <summary>Hours that the signs last before calving. The default is 18.</summary>
    public double SignHours { get; init; } = 18;

    /// <summary>Rumination of an hour before calving, in her own standard deviations. The default is -1.</summary>
    public double Rumination { get; init; } = -1;

    /// <summary>Activity before calving, in logarithms. The default is 0.35.</summary>
    public double Activity { get; init; } = 0.35;

    /// <summary>Temperature before calving, °C. The default is -0.35.</summary>
    public double Temperature { get; init; } = -0.35;

    /// <summary>Share of an hour's evidence that counts. The default is 0.5.</summary>
    public double EvidenceWeight { get; init; } = 0.5;

    /// <summary>Probability from which on it is told of. The default is 0.4.</summary>
    public double OpenThreshold { get; init; } = 0.4;

    /// <summary>Probability below which it was a false alarm. The default is 0.1.</summary>
    public double CloseThreshold { get; init; } = 0.1;
}
