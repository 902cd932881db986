using SmartDairy.Broker.Connections;
using SmartDairy.Broker.Intake;
using SmartDairy.Contracts.Intake;
using SmartDairy.Streaming.Mqtt;

namespace SmartDairy.Broker.Publishing;

/// <summary>A publish that the embedded broker received and has not acknowledged yet.</summary>
internal sealed class EmbeddedDelivery : MqttDelivery, IReceivedDelivery
{
    private readonly PublishAcknowledger _acknowledger;

    public EmbeddedDelivery(in DevicePublish publish, long receivedAt, PublishAcknowledger acknowledger)
        : base(publish.Topic, publish.Payload, receivedAt, publish.Sender.Id, (byte)publish.QualityOfService)
    {
        _acknowledger = acknowledger;
        PacketIdentifier = publish.PacketIdentifier;
        Connection = publish.Connection;
        Message = ReceivedMessageFactory.Create(publish.Topic, publish.Payload, receivedAt, publish.Sender.Id, publish.Sender.FarmId, this);
    }

    /// <inheritdoc/>
    public ReceivedMessage Message { get; }

    /// <summary>The packet to acknowledge; 0 at QoS 0.</summary>
    public ushort PacketIdentifier { get; }

    /// <summary>The connection that waits for the acknowledgement; null for a will.</summary>
    public DeviceConnection? Connection { get; }

    /// <inheritdoc/>
    public bool IsCompleted => IsSettled;

    /// <inheritdoc/>
    public override ulong Partition => Message.GetPartition();

    /// <inheritdoc/>
    public void Complete(ReceiptOutcome outcome) => TrySettle(outcome.ToSettlement());

    protected override void OnSettled(MqttSettlement outcome) => _acknowledger.Acknowledge(this, outcome);
}
