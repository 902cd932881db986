using SmartDairy.Broker.Connections;
using SmartDairy.Contracts.Intake;
using SmartDairy.Streaming.Mqtt;

namespace SmartDairy.Broker.Publishing;

/// <summary>A publish that the embedded broker took and has not acknowledged yet.</summary>
internal sealed class EmbeddedDelivery(
    string topic,
    ReadOnlyMemory<byte> payload,
    long receivedAt,
    DeviceIdentity sender,
    byte qualityOfService,
    ushort packetIdentifier,
    PublishHandler publishHandler)
    : MqttDelivery(topic, payload, receivedAt, sender.Id, qualityOfService), IPendingAcknowledgement
{
    public DeviceIdentity Sender { get; } = sender;

    public ushort PacketIdentifier { get; } = packetIdentifier;

    /// <summary>The connection that waits for the acknowledgement; null when none does.</summary>
    public DeviceConnection? Connection { get; init; }

    void IPendingAcknowledgement.Complete(MessageOutcome outcome) => TrySettle(SettlementMapping.FromReceiptOutcome(outcome));

    protected override void OnSettled(MqttSettlement outcome) => publishHandler.OnSettled(this, outcome);
}
