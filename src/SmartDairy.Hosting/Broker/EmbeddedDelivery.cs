using SmartDairy.Contracts.Intake;
using SmartDairy.Streaming.Mqtt;

namespace SmartDairy.Hosting.Broker;

/// <summary>A publish that the embedded broker took and has not acknowledged yet.</summary>
internal sealed class EmbeddedDelivery(
    string topic,
    ReadOnlyMemory<byte> payload,
    long receivedAt,
    DeviceIdentity sender,
    byte qualityOfService,
    ushort packetIdentifier,
    PublishDoor door)
    : MqttDelivery(topic, payload, receivedAt, sender.Id, qualityOfService), IReceipt
{
    public DeviceIdentity Sender { get; } = sender;

    public ushort PacketIdentifier { get; } = packetIdentifier;

    /// <summary>The connection that waits for the acknowledgement; null when none does.</summary>
    public DeviceChannel? Channel { get; init; }

    /// <summary>What the grains were given for it; null before they were.</summary>
    public InboundMessage? Inbound { get; set; }

    void IReceipt.Settle(ReceiptOutcome outcome) => TrySettle(outcome switch
    {
        ReceiptOutcome.Accepted => MqttSettlement.Success,
        ReceiptOutcome.NotAuthorized => MqttSettlement.NotAuthorized,
        ReceiptOutcome.TopicInvalid => MqttSettlement.TopicNameInvalid,
        ReceiptOutcome.PayloadInvalid => MqttSettlement.PayloadFormatInvalid,
        ReceiptOutcome.Failed => MqttSettlement.ImplementationSpecificError,
        _ => MqttSettlement.Abandon,
    });

    protected override void Settled(MqttSettlement outcome) => door.Settled(this, outcome);
}
