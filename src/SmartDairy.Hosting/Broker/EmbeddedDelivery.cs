using SmartDairy.Contracts.Intake;
using SmartDairy.Hosting.Intake;
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

    void IReceipt.Settle(ReceiptOutcome outcome) => TrySettle(Settlements.Of(outcome));

    protected override void Settled(MqttSettlement outcome) => door.Settled(this, outcome);
}
