namespace SmartDairy.Rules.Windows;

/// <summary>Statistics of the samples of one UTC hour.</summary>
/// <param name="Hour">Hours since the Unix epoch.</param>
/// <param name="SquaredDeviations">Sum of the squared differences from the mean.</param>
[GenerateSerializer, Immutable, Alias("rule-hour-sum")]
internal readonly record struct HourStatistics(
    [property: Id(0)] long Hour, [property: Id(1)] long Count, [property: Id(2)] double Mean, [property: Id(3)] double SquaredDeviations);
