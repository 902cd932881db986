namespace SmartDairy.Contracts.Intake;

/// <summary>Everything a shard has for one device.</summary>
[GenerateSerializer, Immutable, Alias("device-batch")]
public sealed class DeviceBatch(IReadOnlyList<ReceivedMessage> messages)
{
    [Id(0)] public IReadOnlyList<ReceivedMessage> Messages { get; } = messages;
}
