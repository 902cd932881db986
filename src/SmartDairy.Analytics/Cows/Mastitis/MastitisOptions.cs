namespace SmartDairy.Analytics.Cows.Mastitis;

/// <summary>
/// Parameters of <c>mastitis/1</c>, which uses quarters, and of <c>mastitis-single/1</c>, which uses only the conductivity of the whole
/// milk. Both are filters: at each milking the odds change by the rate of new cases and by the likelihood of the measurements.
/// </summary>
public sealed record MastitisOptions
{
    /// <summary>Previous milkings used for a quarter's usual values. The default is 20, ten days at two a day.</summary>
    public int Milkings { get; init; } = 20;

    /// <summary>New cases a quarter and day. The default is 0.0004, one in three lactations of a cow.</summary>
    public double CasesPerQuarterDay { get; init; } = 0.0004;

    /// <summary>Mean duration of a case in days. The default is 5.</summary>
    public double CaseDays { get; init; } = 5;

    /// <summary>
    /// Rise of a sick quarter's inter-quarter ratio (conductivity over the mean of the two lowest quarters, Mollenhorst et al. 2010) above
    /// its usual, natural logarithm. The default is 0.18.
    /// </summary>
    public double ConductivityRise { get; init; } = 0.18;

    /// <summary>Standard deviation of that rise between cases. The default is 0.12.</summary>
    public double ConductivityRiseSpread { get; init; } = 0.12;

    /// <summary>
    /// Typical standard deviation of a healthy quarter's ratio from milking to milking, in logarithms. The default is 0.035.
    /// </summary>
    public double RatioSpread { get; init; } = 0.035;

    /// <summary>Typical ratio of a healthy quarter, in logarithms. The default is 0.03.</summary>
    public double Ratio { get; init; } = 0.03;

    /// <summary>Weight of the typical values, in number of milkings, against the quarter's own. The default is 4.</summary>
    public int PriorMilkings { get; init; } = 4;

    /// <summary>Fall of a sick quarter's share of the milk, in logarithms. The default is -0.25.</summary>
    public double Share { get; init; } = -0.25;

    /// <summary>Standard deviation of that fall between cases. The default is 0.25.</summary>
    public double ShareSpread { get; init; } = 0.25;

    /// <summary>
    /// Typical standard deviation of a healthy quarter's share from milking to milking, in logarithms. The default is 0.1.
    /// </summary>
    public double HealthyShareSpread { get; init; } = 0.1;

    /// <summary>Deviation of the whole yield in mastitis, in the cow's standard deviations. The default is -1.5.</summary>
    public double Yield { get; init; } = -1.5;

    /// <summary>Rise of the milk's temperature, °C. The default is 0.5.</summary>
    public double MilkTemperatureRise { get; init; } = 0.5;

    /// <summary>Typical deviation of the milk's temperature between milkings, °C. The default is 0.3.</summary>
    public double MilkTemperatureSpread { get; init; } = 0.3;

    /// <summary>Rise of the collar's temperature over <see cref="CollarHours"/>, °C. The default is 0.5.</summary>
    public double Fever { get; init; } = 0.5;

    /// <summary>Typical standard deviation of that on healthy days, °C. The default is 0.15.</summary>
    public double FeverSpread { get; init; } = 0.15;

    /// <summary>Log likelihood ratio of blood, in a sick quarter over a healthy one. The default is 2.5.</summary>
    public double BloodLogLikelihoodRatio { get; init; } = 2.5;

    /// <summary>Rise of the whole milk's conductivity when one quarter is sick, in logarithms. The default is 0.09.</summary>
    public double CompositeRise { get; init; } = 0.09;

    /// <summary>Standard deviation of that rise between cases. The default is 0.06.</summary>
    public double CompositeRiseSpread { get; init; } = 0.06;

    /// <summary>
    /// Typical standard deviation of the whole milk's conductivity from milking to milking, in logarithms. The default is 0.035.
    /// </summary>
    public double CompositeSpread { get; init; } = 0.035;

    /// <summary>Share of a milking's evidence that counts. The default is 0.9, because a milking resembles the previous one.</summary>
    public double EvidenceWeight { get; init; } = 0.9;

    /// <summary>Maximum evidence of a milking, log odds. The default is 6.</summary>
    public double MaxEvidence { get; init; } = 6;

    /// <summary>Probability that opens an episode. The default is 0.2.</summary>
    public double OpenThreshold { get; init; } = 0.2;

    /// <summary>Probability below which an episode ends. The default is 0.05.</summary>
    public double CloseThreshold { get; init; } = 0.05;

    /// <summary>Days after calving in which the milk is colostrum and is not evaluated. The default is 4.</summary>
    public double ColostrumDays { get; init; } = 4;

    /// <summary>
    /// Collar hours before the milking that support the evidence from the milk; the last three hours before it are not used. The default is
    /// 12.
    /// </summary>
    public int CollarHours { get; init; } = 12;
}
