using System.ComponentModel.DataAnnotations;

namespace SmartDairy.GraphQL.Execution;

/// <summary>Bounds of the GraphQL API. Bound from <c>Api:GraphQL</c>, validated at start.</summary>
public sealed class GraphQLApiOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Api:GraphQL";

    /// <value>Largest HTTP request body, in bytes, 1 KiB to 64 MiB. Default 1 MiB.</value>
    [Range(1024, 64 << 20)]
    public int MaxBodyBytes { get; set; } = 1 << 20;

    /// <value>Levels of fields an operation may have, 1 to 100. Default 15, which the introspection of browser IDEs needs.</value>
    [Range(1, 100)]
    public int MaxDepth { get; set; } = 15;

    /// <value>Cost an operation may have, where a field costs 1 and a list multiplies by its page size. Default 100,000: a page of 500
    /// devices with their latest values is 30,000.</value>
    [Range(1, 10_000_000)]
    public int MaxComplexity { get; set; } = 100_000;

    /// <value>Rows assumed for a list without <c>first</c>, 1 to 1,000. Default 10.</value>
    [Range(1, 1000)]
    public int AssumedListSize { get; set; } = 10;

    /// <value>Time a query or mutation may take, and a subscription to begin; 100 ms to 10 min. Default 30 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan OperationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <value>Documents kept parsed and validated, 0 (off) to 100,000. Default 1,000.</value>
    [Range(0, 100_000)]
    public int CachedDocuments { get; set; } = 1000;

    /// <value>Events that wait for a slow subscriber before the oldest is dropped, 1 to 100,000. Default 1,000.</value>
    [Range(1, 100_000)]
    public int SubscriberQueue { get; set; } = 1000;

    /// <value>Events that wait for a slow subscriber of a stream that must not drop, before the subscription ends with an error. Default
    /// 10,000.</value>
    [Range(1, 1_000_000)]
    public int UndroppableQueue { get; set; } = 10_000;

    /// <value>How often the credential behind an open socket or event stream is checked again, 100 ms to 10 s. Default 5 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:00:10")]
    public TimeSpan CredentialCheck { get; set; } = TimeSpan.FromSeconds(5);

    /// <value>Silence after which a socket is pinged and an event stream gets a comment, 1 s to 10 min. Default 15 s.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(15);

    /// <value>Time a client has to answer a ping before its socket is dropped, 1 s to 10 min. Default 10 s.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan PongTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <value>Time a socket has to send connection_init, 100 ms to 1 min. Default 10 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan InitTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <value>Largest WebSocket message from a client, in bytes, 1 KiB to 16 MiB. Default 256 KiB.</value>
    [Range(1024, 16 << 20)]
    public int MaxSocketMessageBytes { get; set; } = 256 << 10;

    /// <value>Operations open at once on one socket, 1 to 10,000. Default 100.</value>
    [Range(1, 10_000)]
    public int MaxOperationsPerSocket { get; set; } = 100;

    /// <value>Sockets and event streams open at once on this node, 1 to 1,000,000. Default 10,000.</value>
    [Range(1, 1_000_000)]
    public int MaxSessions { get; set; } = 10_000;
}
