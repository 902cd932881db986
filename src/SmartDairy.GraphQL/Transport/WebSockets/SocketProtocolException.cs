namespace SmartDairy.GraphQL.Transport.WebSockets;

/// <summary>The client broke the protocol: the socket closes with this code.</summary>
internal sealed class SocketProtocolException(SocketClose close) : Exception(close.Reason)
{
    public SocketClose Close { get; } = close;
}
