namespace SmartDairy.Contracts.Readings;

/// <summary>The newest value of a metric.</summary>
/// <param name="Metric">Public name of the metric.</param>
/// <param name="Value">The value; null when the sensor reported that it has none.</param>
/// <param name="Unit">Unit of the value.</param>
/// <param name="Time">Event time, Unix milliseconds, UTC.</param>
/// <param name="Quality">0 to 100; 0 when the value is physically impossible.</param>
[GenerateSerializer, Immutable, Alias("metric-value")]
public sealed record MetricValue(
    [property: Id(0)] string Metric,
    [property: Id(1)] double? Value,
    [property: Id(2)] string Unit,
    [property: Id(3)] long Time,
    [property: Id(4)] int Quality);
