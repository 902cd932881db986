using GraphQL;
using SmartDairy.Contracts.Readings;

namespace SmartDairy.Api.Schema.Readings;

/// <summary>Value of one metric at one time.</summary>
[Name("MetricValue")]
public sealed record MetricValueView(string Metric, double? Value, string Unit, DateTimeOffset Time, int Quality)
{
    /// <summary>Name of the metric, such as temperature_c.</summary>
    public string Metric { get; } = Metric;

    /// <summary>Value in the metric's unit; null when the sensor reported that it has none.</summary>
    public double? Value { get; } = Value;

    /// <summary>Unit of the metric, such as °C.</summary>
    public string Unit { get; } = Unit;

    /// <summary>Event time at which the value was measured.</summary>
    public DateTimeOffset Time { get; } = Time;

    /// <summary>Quality of the value, 0 to 100; 0 when the value is physically impossible.</summary>
    public int Quality { get; } = Quality;

    internal static MetricValueView From(MetricValue value)
        => new(value.Metric, value.Value, value.Unit, value.Time.ToInstant(), value.Quality);
}
