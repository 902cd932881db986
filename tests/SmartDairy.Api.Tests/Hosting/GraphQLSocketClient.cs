using System.Net.WebSockets;
using System.Text.Json;
using Xunit;

namespace SmartDairy.Api.Tests.Hosting;

/// <summary>A client of graphql-transport-ws that does only what it is told: it answers no ping.</summary>
internal sealed class GraphQLSocketClient : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[64 << 10];

    public WebSocketCloseStatus? CloseStatus => _socket.CloseStatus;

    public static async Task<GraphQLSocketClient> ConnectAsync(TestHost host)
    {
        var socket = new GraphQLSocketClient();
        socket._socket.Options.AddSubProtocol("graphql-transport-ws");
        await socket._socket.ConnectAsync(new UriBuilder(host.Address)
        { Scheme = "ws", Path = "/graphql" }.Uri, TestContext.Current.CancellationToken);
        return socket;
    }

    public static async Task<GraphQLSocketClient> OpenAsync(TestHost host, string key = TestCredentialSource.All)
    {
        var socket = await ConnectAsync(host);
        await socket.SendAsync(new { type = "connection_init", payload = new { Authorization = "Bearer " + key } });
        Assert.Equal("connection_ack", (await socket.ReadAsync())!.Value.GetProperty("type").GetString());
        return socket;
    }

    public Task SendAsync(object message) =>
        _socket.SendAsync(
            JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);

    public Task SubscribeAsync(string id, string query) => SendAsync(new { id, type = "subscribe", payload = new { query } });

    /// <summary>The next message; null once the server has closed.</summary>
    public async Task<JsonElement?> ReadAsync()
    {
        var length = 0;
        while (true)
        {
            var got = await _socket.ReceiveAsync(_buffer.AsMemory(length), TestContext.Current.CancellationToken);
            if (got.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            length += got.Count;
            if (got.EndOfMessage)
            {
                return JsonSerializer.Deserialize<JsonElement>(_buffer.AsSpan(0, length));
            }
        }
    }

    /// <summary>The next message of that type, pings passed over.</summary>
    public async Task<JsonElement> ReadAsync(string type)
    {
        while (true)
        {
            var message = await ReadAsync() ?? throw new InvalidOperationException($"closed with {CloseStatus} before '{type}'");
            if (message.GetProperty("type").GetString() == type)
            {
                return message;
            }
        }
    }

    public void Dispose() => _socket.Dispose();
}
