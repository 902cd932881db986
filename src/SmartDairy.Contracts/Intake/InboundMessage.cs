namespace SmartDairy.Contracts.Intake;

/// <summary>A publish on its way in, not yet decoded.</summary>
[GenerateSerializer, Immutable, Alias("inbound-message")]
public sealed class InboundMessage
{
    [Id(0)] public required string Topic { get; init; }

    /// <summary>As sent, up to the broker's packet limit.</summary>
    [Id(1)] public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>Unix milliseconds, UTC.</summary>
    [Id(2)] public required long ReceivedAt { get; init; }

    /// <summary>The device or gateway whose credentials the connection gave; null when the broker vouches for its clients instead.</summary>
    [Id(3)] public string? Principal { get; init; }

    /// <summary>The farm of <see cref="Principal"/>, or without one the farm that the topic names ; 0 when unknown. What is refused as a whole is recorded there.</summary>
    [Id(4)] public int PrincipalFarmId { get; init; }

    /// <summary>Null when the message came over the wire from another process, or is a replay: then nobody waits for it here.</summary>
    [field: NonSerialized] public IPendingAcknowledgement? Acknowledgement { get; init; }

    /// <summary>
    /// Under which its refusal is recorded: given before the first attempt and taken along to other silos, so that another attempt writes the same rows
    /// again, wherever it is made. Empty until then.
    /// </summary>
    [Id(5)] public Guid RejectionId { get; set; }

    /// <summary>True once its fate is durable, so that a second delivery of the same batch passes over it.</summary>
    [field: NonSerialized] public bool IsProcessed { get; set; }
}
