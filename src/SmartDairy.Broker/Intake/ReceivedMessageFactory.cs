using SmartDairy.Contracts.Intake;
using SmartDairy.Protocol.Rejections;
using SmartDairy.Protocol.Topics;

namespace SmartDairy.Broker.Intake;

/// <summary>
/// Makes the message of a delivery. This is where the topic is parsed, once for the whole way of the message through this process.
/// </summary>
internal static class ReceivedMessageFactory
{
    /// <summary>Makes a message.</summary>
    /// <param name="topic">The topic as published.</param>
    /// <param name="payload">The payload, owned by the message.</param>
    /// <param name="receivedAt">When the publish was received, in Unix milliseconds, UTC.</param>
    /// <param name="principal">The device whose credentials the connection gave; null when an outside broker vouches for its
    /// clients.</param>
    /// <param name="farmId">The farm of the device; null for the farm that the topic names.</param>
    /// <param name="acknowledgement">The acknowledgement that the sender waits for.</param>
    public static ReceivedMessage Create(
        string topic, ReadOnlyMemory<byte> payload, long receivedAt, string? principal, int? farmId,
        IPendingAcknowledgement acknowledgement)
    {
        var isKnown = TopicParser.TryParse(topic, out var parsed);
        return new ReceivedMessage
        {
            Topic = topic,
            ParsedTopic = parsed,
            Payload = payload,
            ReceivedAt = receivedAt,
            Principal = principal,
            PrincipalFarmId = farmId ?? (isKnown ? parsed.FarmId : TopicFarmId.ParseOrZero(topic)),
            RejectionId = RejectionIds.Next(receivedAt),
            Acknowledgement = acknowledgement,
        };
    }
}
