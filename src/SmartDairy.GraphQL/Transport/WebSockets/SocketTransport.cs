using GraphQL;
using Microsoft.Extensions.Options;
using SmartDairy.GraphQL.Execution;
using SmartDairy.GraphQL.Transport.Http;

namespace SmartDairy.GraphQL.Transport.WebSockets;

/// <summary>GraphQL over WebSocket by the sub-protocol <c>graphql-transport-ws</c>.</summary>
public sealed class SocketTransport(
    OperationRunner runner, ResponseStreams streams, StreamConnections connections, ICredentialValidator credentials, RequestReader reader,
    IGraphQLTextSerializer serializer, TimeProvider time, IOptions<GraphQLApiOptions> options, IHostApplicationLifetime host,
    ILogger<SocketTransport> log)
{
    /// <summary>Name of the sub-protocol.</summary>
    public const string Protocol = "graphql-transport-ws";

    internal OperationRunner Runner => runner;

    internal ResponseStreams Streams => streams;

    internal StreamConnections Connections => connections;

    internal ICredentialValidator Credentials => credentials;

    internal RequestReader Reader => reader;

    internal TimeProvider Time => time;

    internal GraphQLApiOptions Options => options.Value;

    internal IHostApplicationLifetime Host => host;

    internal ILogger Log => log;

    /// <summary>Accepts the socket and serves it to its end.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        using var slot = connections.TryAcquireSlot();
        if (slot is null)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }
        var protocolAccepted = context.WebSockets.WebSocketRequestedProtocols.Contains(Protocol);
        using var socket = await context.WebSockets.AcceptWebSocketAsync(protocolAccepted ? Protocol : null);
        using var writer = new SocketWriter(socket, serializer);
        using var connection = new SocketConnection(this, context, socket, writer);
        await connection.RunAsync(protocolAccepted);
    }
}
