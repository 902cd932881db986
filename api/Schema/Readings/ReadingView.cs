using GraphQL;
using SmartDairy.Contracts.Readings;

namespace SmartDairy.Api.Schema.Readings;

/// <summary>One message of one device, stored.</summary>
[Name("Reading")]
public sealed record ReadingView(string DeviceId, int FarmId, DateTimeOffset Time, DateTimeOffset ReceivedAt, IReadOnlyList<MetricValueView> Values)
{
    /// <summary>Who sent it.</summary>
    [Id]
    public string DeviceId { get; } = DeviceId;

    /// <summary>The farm the device stands on.</summary>
    public int FarmId { get; } = FarmId;

    /// <summary>Event time: when it was measured.</summary>
    public DateTimeOffset Time { get; } = Time;

    /// <summary>When it was taken in.</summary>
    public DateTimeOffset ReceivedAt { get; } = ReceivedAt;

    /// <summary>What was measured.</summary>
    public IReadOnlyList<MetricValueView> Values { get; } = Values;

    /// <summary>Null when none of the wanted metrics is in it. <paramref name="metricNames"/>: null for all.</summary>
    internal static ReadingView? FromWanted(Reading reading, IReadOnlySet<string>? metricNames)
    {
        var metrics = Metrics.ForFamily(reading.Family);
        var time = reading.Time.ToInstant();
        var values = new List<MetricValueView>(metrics.Length);
        for (var i = 0; i < metrics.Length && i < reading.Values.Length; i++)
        {
            if (double.IsNaN(reading.Values[i]) || (metricNames is not null && !metricNames.Contains(metrics[i].Name))) continue;
            values.Add(new(metrics[i].Name, reading.Values[i], metrics[i].Unit, time, reading.QualityOf(i)));
        }
        return values.Count == 0 ? null : new(reading.DeviceId, reading.FarmId, time, reading.ReceivedAt.ToInstant(), values);
    }
}
