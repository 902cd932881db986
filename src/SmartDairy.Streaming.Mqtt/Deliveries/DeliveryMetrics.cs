using System.Diagnostics.Metrics;

namespace SmartDairy.Streaming.Mqtt.Deliveries;

/// <summary>Counts how deliveries are settled.</summary>
internal static class DeliveryMetrics
{
    private static readonly Dictionary<MqttSettlement, KeyValuePair<string, object?>> Outcomes =
        Enum.GetValues<MqttSettlement>().ToDictionary(outcome => outcome, CreateOutcomeTag);

    private static readonly Counter<long> SettledDeliveries = MqttStreamMetrics.Meter.CreateCounter<long>(
        "mqtt.stream.deliveries.settled", "{delivery}", "Deliveries settled, by outcome.");

    private static readonly Counter<long> LostAcknowledgements = MqttStreamMetrics.Meter.CreateCounter<long>(
        "mqtt.stream.acknowledgements.failed", "{acknowledgement}",
        "Acknowledgements that the source failed to send; the sender publishes again.");

    public static void Settled(MqttSettlement outcome) => SettledDeliveries.Add(1, Outcomes[outcome]);

    public static void AcknowledgementFailed() => LostAcknowledgements.Add(1);

    private static KeyValuePair<string, object?> CreateOutcomeTag(MqttSettlement outcome) => new("outcome", outcome switch
    {
        MqttSettlement.Success => "success",
        MqttSettlement.NoSuchTarget => "no_such_target",
        MqttSettlement.NotAuthorized => "not_authorized",
        MqttSettlement.TopicNameInvalid => "topic_name_invalid",
        MqttSettlement.PayloadFormatInvalid => "payload_format_invalid",
        MqttSettlement.QuotaExceeded => "quota_exceeded",
        MqttSettlement.PacketTooLarge => "packet_too_large",
        MqttSettlement.ImplementationSpecificError => "implementation_specific_error",
        _ => "abandon",
    });
}
