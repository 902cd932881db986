namespace SmartDairy.Analytics.Cows.Mastitis;

/// <summary>
/// The numbers of <c>mastitis/1</c>, which tells the quarters apart, and of <c>mastitis-single/1</c>, which knows the conductivity of the whole milk only. Both are filters: from
/// milking to milking the odds move by how rare mastitis is and by the likelihood of what was measured.
/// </summary>
public sealed record MastitisOptions
{
    /// <summary>Milkings before that tell what is usual of a quarter. The default is 20, ten days of two.</summary>
    public int Milkings { get; init; } = 20;

    /// <summary>New cases a quarter and day. The default is 0.0004, one in three lactations of a cow.</summary>
    public double CasesPerQuarterDay { get; init; } = 0.0004;

    /// <summary>Days that a case lasts on average. The default is 5.</summary>
    public double CaseDays { get; init; } = 5;

    /// <summary>
    /// Rise of a sick quarter's conductivity over the mean of the two lowest (the inter-quarter ratio of Mollenhorst et al. 2010), in logarithms over what is usual of it. The
    /// default is 0.18.
    /// </summary>
    public double ConductivityRise { get; init; } = 0.18;

    /// <summary>How much that differs between cases. The default is 0.12.</summary>
    public double ConductivityRiseSpread { get; init; } = 0.12;

    /// <summary>Typical standard deviation of a healthy quarter's ratio from milking to milking, in logarithms. The default is 0.035.</summary>
    public double RatioSpread { get; init; } = 0.035;

    /// <summary>Typical ratio of a healthy quarter, in logarithms. The default is 0.03.</summary>
    public double Ratio { get; init; } = 0.03;

    /// <summary>What is usual of a quarter is trusted as if the typical had been seen this often before. The default is 4.</summary>
    public int PriorMilkings { get; init; } = 4;

    /// <summary>Fall of a sick quarter's share of the milk, in logarithms. The default is -0.25.</summary>
    public double Share { get; init; } = -0.25;

    /// <summary>How much that differs between cases. The default is 0.25.</summary>
    public double ShareSpread { get; init; } = 0.25;

    /// <summary>Typical standard deviation of a healthy quarter's share from milking to milking, in logarithms. The default is 0.1.</summary>
    public double HealthyShareSpread { get; init; } = 0.1;

    /// <summary>Fall of the whole yield in her own standard deviations. The default is -1.5.</summary>
    public double Yield { get; init; } = -1.5;

    /// <summary>Rise of the milk's temperature, °C. The default is 0.5.</summary>
    public double MilkTemperatureRise { get; init; } = 0.5;

    /// <summary>Typical deviation of the milk's temperature between milkings, °C. The default is 0.3.</summary>
    public double MilkTemperatureSpread { get; init; } = 0.3;

    /// <summary>Rise of her collar's temperature over the hours looked at, °C. The default is 0.5.</summary>
    public double Fever { get; init; } = 0.5;

    /// <summary>Typical standard deviation of that on healthy days, °C. The default is 0.15.</summary>
    public double FeverSpread { get; init; } = 0.15;

    /// <summary>Logarithm of how much likelier blood is in a sick quarter. The default is 2.5.</summary>
    public double BloodLogLikelihoodRatio { get; init; } = 2.5;

    /// <summary>Rise of the whole milk's conductivity when one quarter is sick, in logarithms. The default is 0.09.</summary>
    public double CompositeRise { get; init; } = 0.09;

    /// <summary>How much that differs between cases. The default is 0.06.</summary>
    public double CompositeRiseSpread { get; init; } = 0.06;

    /// <summary>Typical standard deviation of the whole milk's conductivity from milking to milking, in logarithms. The default is 0.035.</summary>
    public double CompositeSpread { get; init; } = 0.035;

    /// <summary>Share of a milking's evidence that counts, because a milking resembles the one before. The default is 0.9.</summary>
    public double EvidenceWeight { get; init; } = 0.9;

    /// <summary>The most a milking's evidence can say, in logarithms of odds. The default is 6.</summary>
    public double MaxEvidence { get; init; } = 6;

    /// <summary>Probability from which on a case is told of. The default is 0.2.</summary>
    public double OpenThreshold { get; init; } = 0.2;

    /// <summary>Probability below which it is over. The default is 0.05.</summary>
    public double CloseThreshold { get; init; } = 0.05;

    /// <summary>Days after calving in which the milk is colostrum and is not judged. The default is 4.</summary>
    public double ColostrumDays { get; init; } = 4;

    /// <summary>Hours of her collar before the milking, up to three hours before it, that support what the milk tells. The default is 12.</summary>
    public int CollarHours { get; init; } = 12;
}
