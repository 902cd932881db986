using SmartDairy.Broker.Publishing;
using SmartDairy.Contracts.Intake;
using SmartDairy.Streaming.Mqtt;

namespace SmartDairy.Broker.External;

/// <summary>The acknowledgement that an outside broker waits for.</summary>
internal sealed class ExternalBrokerReceipt(MqttDelivery delivery) : IPendingAcknowledgement
{
    /// <inheritdoc/>
    public void Complete(MessageOutcome outcome) => delivery.TrySettle(SettlementMapping.FromReceiptOutcome(outcome));
}
