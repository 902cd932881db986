namespace SmartDairy.Contracts.Intake;

/// <summary>What one shard took in at one go, in order of arrival.</summary>
/// <param name="messages">Not changed any more.</param>
/// <param name="origin">See <see cref="OriginSilo"/>.</param>
[GenerateSerializer, Immutable, Alias("inbound-batch")]
public sealed class InboundBatch(IReadOnlyList<ReceivedMessage> messages, string? origin = null)
{
    [Id(0)] public IReadOnlyList<ReceivedMessage> Messages { get; } = messages;

    /// <summary>
    /// The silo whose queue it came from, <c>SiloAddress.ToParsableString()</c>: the shard's actor belongs there. Null when it came from no
    /// queue, or that silo does not say.
    /// </summary>
    [Id(1)] public string? OriginSilo { get; } = origin;

    /// <summary>True in the process that made the batch, false wherever it came over the wire.</summary>
    [field: NonSerialized] public bool IsLocal { get; } = true;
}
