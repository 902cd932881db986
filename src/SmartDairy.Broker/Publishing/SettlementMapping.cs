using SmartDairy.Contracts.Intake;
using SmartDairy.Streaming.Mqtt;

namespace SmartDairy.Broker.Publishing;

/// <summary>What the grains say of a message, in the stream provider's words.</summary>
internal static class SettlementMapping
{
    public static MqttSettlement FromReceiptOutcome(MessageOutcome outcome) => outcome switch
    {
        MessageOutcome.Accepted => MqttSettlement.Success,
        MessageOutcome.NotAuthorized => MqttSettlement.NotAuthorized,
        MessageOutcome.TopicInvalid => MqttSettlement.TopicNameInvalid,
        MessageOutcome.PayloadInvalid => MqttSettlement.PayloadFormatInvalid,
        MessageOutcome.Failed => MqttSettlement.ImplementationSpecificError,
        _ => MqttSettlement.Abandon,
    };
}
