namespace SmartDairy.Contracts.Refusals;

/// <summary>
/// Thrown when a grain refuses a request for a reason the caller can understand and correct. Any other exception is a defect or an outage.
/// </summary>
[GenerateSerializer, Alias("refused")]
public sealed class RefusedException(RefusalKind kind, string message, string? hint = null) : Exception(message)
{
    [Id(0)] public RefusalKind Kind { get; } = kind;

    /// <summary>Advice for the caller; null when the message is sufficient.</summary>
    [Id(1)] public string? Hint { get; } = hint;
}
