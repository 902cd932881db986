using SmartDairy.Contracts.Intake;
using SmartDairy.Contracts.Topics;
using SmartDairy.Grains.Intake;
using SmartDairy.Streaming.Mqtt;

namespace SmartDairy.Hosting.OutsideBroker;

/// <summary>Counts what an outside broker hands over, and what is settled of it, to the farm that the topic names: the broker vouches for topics.</summary>
internal sealed class IntakeObserver(IntakeLedger ledger) : IMqttDeliveryObserver
{
    /// <inheritdoc/>
    public void Taken(MqttDelivery delivery) => ledger.Take(FarmOf(delivery));

    /// <inheritdoc/>
    public void Settled(MqttDelivery delivery, MqttSettlement outcome) => ledger.Settle(FarmOf(delivery));

    /// <summary>0 when the topic names none.</summary>
    public static int FarmOf(MqttDelivery delivery) => delivery.State is InboundMessage known ? known.PrincipalFarmId : TopicFarm.Of(delivery.Topic);
}
