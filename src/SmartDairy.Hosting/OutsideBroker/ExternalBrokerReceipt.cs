using SmartDairy.Contracts.Intake;
using SmartDairy.Hosting.Intake;
using SmartDairy.Streaming.Mqtt;

namespace SmartDairy.Hosting.OutsideBroker;

/// <summary>The acknowledgement that an outside broker waits for.</summary>
internal sealed class ExternalBrokerReceipt(MqttDelivery delivery) : IPendingAcknowledgement
{
    /// <inheritdoc/>
    public void Complete(MessageOutcome outcome) => delivery.TrySettle(SettlementMapping.FromReceiptOutcome(outcome));
}
