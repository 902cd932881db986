using SmartDairy.Contracts.Intake;
using SmartDairy.Streaming.Mqtt;

namespace SmartDairy.Hosting.Intake;

/// <summary>What the grains say of a message, in the stream provider's words.</summary>
internal static class Settlements
{
    public static MqttSettlement Of(ReceiptOutcome outcome) => outcome switch
    {
        ReceiptOutcome.Accepted => MqttSettlement.Success,
        ReceiptOutcome.NotAuthorized => MqttSettlement.NotAuthorized,
        ReceiptOutcome.TopicInvalid => MqttSettlement.TopicNameInvalid,
        ReceiptOutcome.PayloadInvalid => MqttSettlement.PayloadFormatInvalid,
        ReceiptOutcome.Failed => MqttSettlement.ImplementationSpecificError,
        _ => MqttSettlement.Abandon,
    };
}
