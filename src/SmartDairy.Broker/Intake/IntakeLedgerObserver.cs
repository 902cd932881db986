using SmartDairy.History.Ledger;
using SmartDairy.Streaming.Mqtt;

namespace SmartDairy.Broker.Intake;

/// <summary>
/// Counts deliveries of an outside broker, received and settled, for the farm that the topic names: the broker vouches for topics.
/// </summary>
internal sealed class IntakeLedgerObserver(IntakeLedger ledger) : IMqttDeliveryObserver
{
    /// <inheritdoc/>
    public void OnReceived(MqttDelivery delivery) => ledger.MarkReceived(((IReceivedDelivery)delivery).Message.PrincipalFarmId);

    /// <inheritdoc/>
    public void OnSettled(MqttDelivery delivery, MqttSettlement outcome)
        => ledger.MarkSettled(((IReceivedDelivery)delivery).Message.PrincipalFarmId);
}
