using SmartDairy.Api.Security;

namespace SmartDairy.Api.GraphQL.Execution;

/// <summary>What one operation carries to its resolvers beside its arguments; the engine's user context.</summary>
public sealed class OperationContext(OperationTransport channel, ApiPrincipal caller, string traceId) : Dictionary<string, object?>
{
    /// <summary>The way it came in.</summary>
    public OperationTransport Transport { get; } = channel;

    /// <summary>Who asks.</summary>
    public ApiPrincipal Caller { get; } = caller;

    /// <summary>W3C trace id, 32 hex digits; on every error.</summary>
    public string TraceId { get; } = traceId;

    /// <summary>Where the events of a subscription that waits for its subscriber take their places; null for one that does not wait.</summary>
    public InFlightLimit? InFlightLimit { get; set; }
}
