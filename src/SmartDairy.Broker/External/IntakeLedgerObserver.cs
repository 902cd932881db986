using SmartDairy.Contracts.Intake;
using SmartDairy.Grains.Intake;
using SmartDairy.Protocol.Topics;
using SmartDairy.Streaming.Mqtt;

namespace SmartDairy.Broker.External;

/// <summary>Counts what an outside broker hands over, and what is settled of it, to the farm that the topic names: the broker vouches for topics.</summary>
internal sealed class IntakeLedgerObserver(IntakeLedger ledger) : IMqttDeliveryObserver
{
    /// <inheritdoc/>
    public void OnReceived(MqttDelivery delivery) => ledger.MarkReceived(ResolveFarmId(delivery));

    /// <inheritdoc/>
    public void OnSettled(MqttDelivery delivery, MqttSettlement outcome) => ledger.MarkSettled(ResolveFarmId(delivery));

    /// <summary>0 when the topic names none.</summary>
    public static int ResolveFarmId(MqttDelivery delivery) => delivery.State is InboundMessage known ? known.PrincipalFarmId : TopicFarmId.ParseOrZero(delivery.Topic);
}
