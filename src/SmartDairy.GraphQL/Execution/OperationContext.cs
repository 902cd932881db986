namespace SmartDairy.GraphQL.Execution;

/// <summary>State that one operation carries to its resolvers beside their arguments; the engine's user context.</summary>
public sealed class OperationContext(OperationTransport transport, string traceId) : Dictionary<string, object?>
{
    /// <summary>Transport that the operation arrived by.</summary>
    public OperationTransport Transport { get; } = transport;

    /// <summary>W3C trace id of the operation, 32 hex digits; every error of the operation carries it.</summary>
    public string TraceId { get; } = traceId;

    /// <summary>Slots for the events of a subscription that waits for its subscriber; null for a subscription that does not wait.</summary>
    public InFlightLimit? InFlightLimit { get; set; }
}
