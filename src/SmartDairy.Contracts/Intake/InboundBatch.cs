namespace SmartDairy.Contracts.Intake;

/// <summary>What one shard took in at one go, in order of arrival.</summary>
[GenerateSerializer, Immutable, Alias("inbound-batch")]
public sealed class InboundBatch(IReadOnlyList<InboundMessage> messages)
{
    [Id(0)] public IReadOnlyList<InboundMessage> Messages { get; } = messages;
}
