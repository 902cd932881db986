using SmartDairy.Contracts.Readings;

namespace SmartDairy.Husbandry.Sensors;

/// <summary>One hour of one environmental sensor.</summary>
/// <param name="Hour">Hours since 1970-01-01T00:00Z.</param>
/// <param name="Means">By <see cref="Metric.Index"/>: the mean of the trusted values; NaN where there is none.</param>
public sealed record SensorHour(long Hour, double[] Means);
