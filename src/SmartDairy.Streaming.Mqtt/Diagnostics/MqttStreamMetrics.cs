using System.Diagnostics.Metrics;

namespace SmartDairy.Streaming.Mqtt;

/// <summary>
/// The meter of all MQTT stream providers of the process. Events are counted; states are observed, so that they cost nothing between two
/// collections.
/// </summary>
public static class MqttStreamMetrics
{
    /// <summary>The name of the meter to subscribe to.</summary>
    public const string MeterName = "SmartDairy.Streaming.Mqtt";

    internal static Meter Meter { get; } = new(MeterName);
}
