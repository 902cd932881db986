using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace SmartDairy.Cli.Api;

/// <summary>One subscription over <c>graphql-transport-ws</c>.</summary>
internal sealed class SubscriptionSocket(ApiClient api) : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly ArraySegment<byte> _buffer = new(new byte[1 << 20]);

    /// <summary>Connects, authenticates and subscribes.</summary>
    /// <exception cref="ApiException">The server does not answer or rejects the key.</exception>
    public async Task SubscribeAsync(string query, object variables, CancellationToken cancellationToken)
    {
        _socket.Options.AddSubProtocol("graphql-transport-ws");
        var url = new UriBuilder(new Uri(api.Url, "graphql")) { Scheme = api.Url.Scheme == "https" ? "wss" : "ws" };
        try
        {
            await _socket.ConnectAsync(url.Uri, cancellationToken);
        }
        catch (WebSocketException error)
        {
            throw new ApiException(
                ExitCodes.Unreachable, $"{url.Uri} does not answer: {error.Message} Is the API running there?", inner: error);
        }

        await SendAsync(new { type = "connection_init", payload = new { authorization = $"Bearer {api.Key}" } }, cancellationToken);
        using var answer = await ReceiveAsync(cancellationToken);
        if (Type(answer) != "connection_ack")
        {
            throw new ApiException(ExitCodes.Denied, "The server rejected the subscription: check the key.");
        }

        await SendAsync(new { id = "1", type = "subscribe", payload = new { query, variables } }, cancellationToken);
    }

    /// <summary>The <c>data</c> of each message, until cancelled. Each element is valid until the next is requested.</summary>
    /// <exception cref="ApiException">The server ended the subscription or closed the socket.</exception>
    public async IAsyncEnumerable<JsonElement> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            using var message = await ReceiveAsync(cancellationToken);
            switch (Type(message))
            {
                case "next":
                    yield return message.RootElement.GetProperty("payload").GetProperty("data");
                    break;
                case "ping":
                    await SendAsync(new { type = "pong" }, cancellationToken);
                    break;
                case "error" or "complete":
                    throw new ApiException(ExitCodes.Failed, $"The subscription ended: {message.RootElement.GetRawText()}");
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string? Type(JsonDocument message) => message.RootElement.GetProperty("type").GetString();

    private async Task SendAsync(object message, CancellationToken cancellationToken) =>
        await _socket.SendAsync(
            JsonSerializer.SerializeToUtf8Bytes(message, JsonSerializerOptions.Web), WebSocketMessageType.Text, true, cancellationToken);

    private async Task<JsonDocument> ReceiveAsync(CancellationToken cancellationToken)
    {
        var count = 0;
        while (true)
        {
            var part = await _socket.ReceiveAsync(_buffer[count..], cancellationToken);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                throw new ApiException(
                    ExitCodes.Failed, $"The server closed the subscription: {(int?)_socket.CloseStatus} {_socket.CloseStatusDescription}");
            }

            count += part.Count;
            if (part.EndOfMessage)
            {
                return JsonDocument.Parse(Encoding.UTF8.GetString(_buffer.AsSpan(0, count)));
            }
        }
    }
}
