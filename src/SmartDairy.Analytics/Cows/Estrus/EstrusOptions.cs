namespace SmartDairy.Analytics.Cows.Estrus;

/// <summary>
/// Parameters of <c>heat/1</c>. Each hour the detector adds the log likelihood ratio of the collar's data, in estrus over not, to the
/// previous log odds.
/// </summary>
public sealed record EstrusOptions
{
    /// <summary>
    /// Mean rise of activity in estrus in natural logarithms. The default is 1.03, 2.8 times (Løvendahl &amp; Chagunda, JDS 93:249).
    /// </summary>
    public double ActivityRise { get; init; } = 1.03;

    /// <summary>Standard deviation of that rise between episodes and hours. The default is 0.5.</summary>
    public double ActivityRiseSpread { get; init; } = 0.5;

    /// <summary>
    /// Mean duration of an episode in hours. The default is 9: 8.12 for cows, 9.24 for heifers (Løvendahl &amp; Chagunda).
    /// </summary>
    public double EstrusHours { get; init; } = 9;

    /// <summary>
    /// Deviation of rumination in the hours of an episode, in the cow's standard deviations of an hour. The default is -0.9; over the whole
    /// day it falls by 17 % (Reith &amp; Hoy, JDS 95:6416).
    /// </summary>
    public double Rumination { get; init; } = -0.9;

    /// <summary>Deviation of eating in the hours of an episode, in the cow's standard deviations of an hour. The default is -0.5.</summary>
    public double Eating { get; init; } = -0.5;

    /// <summary>Standard deviation of rumination and eating between episodes and hours. The default is 0.8.</summary>
    public double RuminationSpread { get; init; } = 0.8;

    /// <summary>
    /// Standard deviation of both on ordinary days; above 1 because a spread learned from two weeks is itself uncertain. The default is
    /// 1.2.
    /// </summary>
    public double MinuteSpread { get; init; } = 1.2;

    /// <summary>Rise of temperature over that of the day before in °C. The default is 0.3.</summary>
    public double TemperatureRise { get; init; } = 0.3;

    /// <summary>Typical deviation of an hour's temperature from the usual, °C. The default is 0.2.</summary>
    public double TemperatureSpread { get; init; } = 0.2;

    /// <summary>
    /// Maximum evidence against heat from usual rumination, eating or temperature in an hour, log odds. The default is 0.1.
    /// </summary>
    public double MaxContraryEvidence { get; init; } = 0.1;

    /// <summary>Hours over which activity must be above the usual for any evidence of heat to count. The default is 3.</summary>
    public int ActivityWindowHours { get; init; } = 3;

    /// <summary>Minimum rise of activity over those hours, natural logarithm. The default is 0.2.</summary>
    public double MinActivityRise { get; init; } = 0.2;

    /// <summary>Spells of restlessness a day for other reasons than heat, such as weather or regrouping. The default is 0.02.</summary>
    public double RestlessSpellsPerDay { get; init; } = 0.02;

    /// <summary>Mean duration of such a spell in hours. The default is 5.</summary>
    public double RestlessHours { get; init; } = 5;

    /// <summary>
    /// Mean rise of activity in such a spell, natural logarithm. The default is 0.45; rumination and temperature stay as usual.
    /// </summary>
    public double RestlessActivityRise { get; init; } = 0.45;

    /// <summary>Standard deviation of that rise. The default is 0.25.</summary>
    public double RestlessActivityRiseSpread { get; init; } = 0.25;

    /// <summary>Maximum evidence of an hour, log odds. The default is 4.</summary>
    public double MaxEvidence { get; init; } = 4;

    /// <summary>Probability that opens an episode. The default is 0.35.</summary>
    public double OpenThreshold { get; init; } = 0.35;

    /// <summary>Probability below which an episode ends. The default is 0.1.</summary>
    public double CloseThreshold { get; init; } = 0.1;

    /// <summary>
    /// Days from one heat to the next. The default is 21, with <see cref="CycleDaysSpread"/> 4 (Ruminant Farm Systems model).
    /// </summary>
    public double CycleDays { get; init; } = 21;

    public double CycleDaysSpread { get; init; } = 4;

    /// <summary>Expected heats a day when the cow's cycle is unknown. The default is one in 21 days.</summary>
    public double ExpectedPerDay { get; init; } = 1.0 / 21;

    /// <summary>Factor on the expectation less than 14 days after a heat. The default is 0.15.</summary>
    public double TooSoonFactor { get; init; } = 0.15;

    /// <summary>
    /// Days after calving in which no heat is detected; first heats come on day 29 to 34 (Løvendahl &amp; Chagunda). The default is 12.
    /// </summary>
    public double MinDaysAfterCalving { get; init; } = 12;

    /// <summary>Factor on the expectation for a cow found pregnant. The default is 0.03, because checks err and pregnancies end.</summary>
    public double PregnantFactor { get; init; } = 0.03;

    /// <summary>Hours after a change of group in which activity is less informative. The default is 72.</summary>
    public double GroupChangeHours { get; init; } = 72;

    /// <summary>Hours after hoof trimming in which activity is less informative. The default is 36.</summary>
    public double TrimmingHours { get; init; } = 36;

    /// <summary>Share of the evidence that counts in those hours. The default is 0.3.</summary>
    public double DisturbedEvidenceWeight { get; init; } = 0.3;

    /// <summary>
    /// Hours from the start of an episode to the start of the insemination window. The default is 4, and its end
    /// <see cref="ActUntilHours"/> 16: conception was best 4 to 12 h after the onset of standing activity (Dransfield et al. 1998, JDS
    /// 81:1874), which the old AM-PM rule (Trimberger 1948) puts half a day after the first sign.
    /// </summary>
    public double ActFromHours { get; init; } = 4;

    public double ActUntilHours { get; init; } = 16;
}
