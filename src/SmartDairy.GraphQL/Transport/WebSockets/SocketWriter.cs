using System.Net.WebSockets;
using GraphQL;
using GraphQL.Transport;

namespace SmartDairy.GraphQL.Transport.WebSockets;

/// <summary>Sends messages on a socket one at a time; after the close nothing is sent any more.</summary>
internal sealed class SocketWriter(WebSocket socket, IGraphQLTextSerializer serializer) : IDisposable
{
    private readonly SemaphoreSlim _writeLock = new(1, 1);
    private readonly MemoryStream _message = new();

    public async Task SendAsync(string type, string? id, object? payload, CancellationToken cancellationToken)
    {
        await _writeLock.WaitAsync(cancellationToken);
        try
        {
            if (socket.State is not WebSocketState.Open || cancellationToken.IsCancellationRequested)
            {
                return;
            }

            _message.SetLength(0);
            await serializer.WriteAsync(_message, new OperationMessage { Type = type, Id = id, Payload = payload }, cancellationToken);
            // Not cancellable: giving up amid a frame would break the connection for every other operation on it.
            await socket.SendAsync(
                _message.GetBuffer().AsMemory(0, (int)_message.Length), WebSocketMessageType.Text, true, CancellationToken.None);
        }
        catch (WebSocketException)
        {
            // The client has gone; the receiving side notices and ends the session.
        }
        finally
        {
            _writeLock.Release();
        }
    }

    public void Dispose()
    {
        _writeLock.Dispose();
        _message.Dispose();
    }

    public async Task CloseAsync(SocketClose close)
    {
        await _writeLock.WaitAsync();
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await socket.CloseOutputAsync((WebSocketCloseStatus)close.Code, close.Reason, CancellationToken.None);
            }
        }
        catch (WebSocketException)
        {
            // Already broken: there is nobody to tell.
        }
        finally
        {
            _writeLock.Release();
        }
    }
}
