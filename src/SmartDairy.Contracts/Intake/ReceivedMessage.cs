using SmartDairy.Contracts.Topics;

namespace SmartDairy.Contracts.Intake;

/// <summary>
/// A publish between its receipt and its outcome, not yet decoded. Made once, where the publish was received, and not changed afterwards.
/// </summary>
[GenerateSerializer, Immutable, Alias("inbound-message")]
public sealed class ReceivedMessage
{
    /// <summary>The topic as published, whether or not it is a known topic.</summary>
    [Id(0)] public required string Topic { get; init; }

    /// <summary>The payload as published, up to the broker's packet limit; may be empty.</summary>
    [Id(1)] public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>When the publish was received, in Unix milliseconds, UTC.</summary>
    [Id(2)] public required long ReceivedAt { get; init; }

    /// <summary>
    /// The device or gateway whose credentials the connection gave; null when an outside broker vouches for its clients instead.
    /// </summary>
    [Id(3)] public string? Principal { get; init; }

    /// <summary>
    /// The farm of <see cref="Principal"/>, or without a principal the farm that the topic names; 0 when unknown. A message that is
    /// rejected as a whole is recorded under this farm.
    /// </summary>
    [Id(4)] public int PrincipalFarmId { get; init; }

    /// <summary>
    /// The id under which a rejection of the message is recorded. It travels with the message, so that a further attempt writes the same
    /// rows again, whichever silo makes it. Empty in messages of a silo of an earlier build.
    /// </summary>
    [Id(5)] public Guid RejectionId { get; init; }

    /// <summary>
    /// The parsed topic. The default value when the topic is none that is known, and in a message that came over the wire from another
    /// process.
    /// </summary>
    [field: NonSerialized] public Topic ParsedTopic { get; init; }

    /// <summary>
    /// The acknowledgement that the sender waits for; null for a replay, and in a message that came over the wire from another process.
    /// </summary>
    [field: NonSerialized] public IPendingAcknowledgement? Acknowledgement { get; init; }

    /// <summary>The same message under another <see cref="RejectionId"/>.</summary>
    public ReceivedMessage WithRejectionId(Guid rejectionId) => new()
    {
        Topic = Topic,
        Payload = Payload,
        ReceivedAt = ReceivedAt,
        Principal = Principal,
        PrincipalFarmId = PrincipalFarmId,
        RejectionId = rejectionId,
        ParsedTopic = ParsedTopic,
        Acknowledgement = Acknowledgement,
    };
}
