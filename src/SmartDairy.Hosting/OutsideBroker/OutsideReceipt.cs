using SmartDairy.Contracts.Intake;
using SmartDairy.Hosting.Intake;
using SmartDairy.Streaming.Mqtt;

namespace SmartDairy.Hosting.OutsideBroker;

/// <summary>The acknowledgement that an outside broker waits for.</summary>
internal sealed class OutsideReceipt(MqttDelivery delivery) : IReceipt
{
    /// <inheritdoc/>
    public void Settle(ReceiptOutcome outcome) => delivery.TrySettle(Settlements.Of(outcome));
}
