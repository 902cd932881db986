using SmartDairy.Contracts.Intake;
using SmartDairy.Protocol.Topics;
using SmartDairy.Streaming.Mqtt;

namespace SmartDairy.Broker.Intake;

/// <summary>Messages and their outcomes in the terms of the stream provider.</summary>
internal static class ReceivedMessageExtensions
{
    /// <summary>The partition of a message: all messages of a device have one.</summary>
    public static ulong GetPartition(this ReceivedMessage message) => IntakeShards.Hash(message.Topic, message.ParsedTopic);

    /// <summary>The settlement of a message with this outcome. Its number is the reason code of the acknowledgement.</summary>
    public static MqttSettlement ToSettlement(this ReceiptOutcome outcome) => outcome switch
    {
        ReceiptOutcome.Accepted => MqttSettlement.Success,
        ReceiptOutcome.NotAuthorized => MqttSettlement.NotAuthorized,
        ReceiptOutcome.TopicInvalid => MqttSettlement.TopicNameInvalid,
        ReceiptOutcome.PayloadInvalid => MqttSettlement.PayloadFormatInvalid,
        ReceiptOutcome.Failed => MqttSettlement.ImplementationSpecificError,
        _ => MqttSettlement.Abandon,
    };
}
