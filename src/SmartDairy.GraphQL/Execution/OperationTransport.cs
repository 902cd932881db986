namespace SmartDairy.GraphQL.Execution;

/// <summary>The way an operation came in, which decides what kinds of operation it may be.</summary>
public enum OperationTransport
{
    /// <summary>HTTP GET: queries only.</summary>
    Get,

    /// <summary>HTTP POST with a single response: no subscriptions.</summary>
    Post,

    /// <summary>HTTP GET with a stream of events: no mutations.</summary>
    GetStream,

    /// <summary>A socket, or HTTP POST with a stream of events: everything.</summary>
    Stream,
}
