namespace SmartDairy.Contracts.Refusals;

/// <summary>A request that an actor refused for a reason its sender can understand and mend. Everything else that is thrown is a defect.</summary>
[GenerateSerializer, Alias("refused")]
public sealed class RefusedException(RefusalKind kind, string message, string? hint = null) : Exception(message)
{
    [Id(0)] public RefusalKind Kind { get; } = kind;

    /// <summary>What to do about it; null when the message says it all.</summary>
    [Id(1)] public string? Hint { get; } = hint;
}
