namespace SmartDairy.Contracts.Barns;

/// <summary>Hourly means of one environmental sensor.</summary>
/// <param name="Hour">Start of the hour, in hours since 1970-01-01T00:00Z.</param>
/// <param name="Means">Mean of the trusted values by metric index of the environment family; NaN where there are none.</param>
[GenerateSerializer, Immutable, Alias("heard-hour")]
public sealed record ReportedSensorHour([property: Id(0)] long Hour, [property: Id(1)] double[] Means);
