using System.Net.WebSockets;

namespace SmartDairy.GraphQL.Transport.WebSockets;

/// <summary>Receives whole messages up to a size.</summary>
internal sealed class SocketReader(WebSocket socket, int maxBytes)
{
    private byte[] _buffer = new byte[Math.Min(4096, maxBytes + 1)];

    /// <summary>The next text message; null when the client closed. The memory is valid until the next call.</summary>
    /// <exception cref="SocketProtocolException">Too big, or binary.</exception>
    public async Task<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken)
    {
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(_buffer.AsMemory(length), cancellationToken);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            if (part.MessageType == WebSocketMessageType.Binary)
            {
                throw new SocketProtocolException(SocketClose.Invalid("Messages must be text"));
            }

            length += part.Count;
            if (length > maxBytes)
            {
                throw new SocketProtocolException(SocketClose.TooBig);
            }

            if (part.EndOfMessage)
            {
                return _buffer.AsMemory(0, length);
            }

            if (length == _buffer.Length)
            {
                Array.Resize(ref _buffer, (int)Math.Min(_buffer.Length * 2L, maxBytes + 1L));
            }
        }
    }
}
