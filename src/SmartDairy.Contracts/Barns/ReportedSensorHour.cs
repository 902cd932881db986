namespace SmartDairy.Contracts.Barns;

/// <summary>One hour of one environmental sensor.</summary>
/// <param name="Hour">Hours since 1970-01-01T00:00Z.</param>
/// <param name="Means">By the index of the environment's metrics: the mean of what can be trusted; NaN where there is nothing.</param>
[GenerateSerializer, Immutable, Alias("heard-hour")]
public sealed record ReportedSensorHour([property: Id(0)] long Hour, [property: Id(1)] double[] Means);
