using GraphQL;
using SmartDairy.Contracts.Readings;

namespace SmartDairy.Api.Schema.Readings;

/// <summary>A value of a metric.</summary>
[Name("MetricValue")]
public sealed record MetricValueView(string Metric, double? Value, string Unit, DateTimeOffset Time, int Quality)
{
    /// <summary>Its name, such as temperature_c.</summary>
    public string Metric { get; } = Metric;

    /// <summary>Null when the sensor reported that it has none.</summary>
    public double? Value { get; } = Value;

    /// <summary>Fixed by the metric, such as °C.</summary>
    public string Unit { get; } = Unit;

    /// <summary>Event time.</summary>
    public DateTimeOffset Time { get; } = Time;

    /// <summary>0 to 100; 0 when the value is physically impossible.</summary>
    public int Quality { get; } = Quality;

    internal static MetricValueView From(MetricValue value) => new(value.Metric, value.Value, value.Unit, value.Time.ToInstant(), value.Quality);
}
