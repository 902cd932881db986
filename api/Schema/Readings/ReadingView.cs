using GraphQL;
using SmartDairy.Contracts.Readings;

namespace SmartDairy.Api.Schema.Readings;

/// <summary>One stored message of a device with its measured values.</summary>
[Name("Reading")]
public sealed record ReadingView(
    string DeviceId, int FarmId, DateTimeOffset Time, DateTimeOffset ReceivedAt, IReadOnlyList<MetricValueView> Values)
{
    /// <summary>Id of the device that sent the message.</summary>
    [Id]
    public string DeviceId { get; } = DeviceId;

    /// <summary>Number of the farm the device belongs to.</summary>
    public int FarmId { get; } = FarmId;

    /// <summary>Event time at which the values were measured.</summary>
    public DateTimeOffset Time { get; } = Time;

    /// <summary>Time the message was received, by the server's clock.</summary>
    public DateTimeOffset ReceivedAt { get; } = ReceivedAt;

    /// <summary>Values of the message, one per metric.</summary>
    public IReadOnlyList<MetricValueView> Values { get; } = Values;

    /// <summary>Null when the reading has none of the wanted metrics. <paramref name="metricNames"/> is null for all metrics.</summary>
    internal static ReadingView? FromWanted(Reading reading, IReadOnlySet<string>? metricNames)
    {
        var metrics = Metrics.ForFamily(reading.Family);
        var time = reading.Time.ToInstant();
        var values = new List<MetricValueView>(metrics.Length);
        for (var i = 0; i < metrics.Length && i < reading.Values.Length; i++)
        {
            if (double.IsNaN(reading.Values[i]) || (metricNames is not null && !metricNames.Contains(metrics[i].Name)))
            {
                continue;
            }

            values.Add(new(metrics[i].Name, reading.Values[i], metrics[i].Unit, time, reading.QualityOf(i)));
        }
        return values.Count == 0 ? null : new(reading.DeviceId, reading.FarmId, time, reading.ReceivedAt.ToInstant(), values);
    }
}
