using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using SmartDairy.Cli.Load;

namespace SmartDairy.Cli.Api;

/// <summary>
/// A <c>graphql-transport-ws</c> subscriber of <c>readings</c> that measures the time from each reading's event time, which the generator
/// sets when it publishes, to the push.
/// </summary>
internal sealed class PushWatch(ApiClient api, TimeProvider time) : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly ArraySegment<byte> _buffer = new(new byte[1 << 20]);

    public LatencyHistogram Latency { get; } = new();

    /// <summary>Told of each reading pushed, with <c>deviceId</c>, <c>time</c> and <c>values</c>; null: nobody is.</summary>
    public Action<JsonElement>? Heard { get; init; }

    /// <summary>Connects, authenticates and subscribes.</summary>
    /// <exception cref="ApiException">The server closed the socket or sent an error.</exception>
    public async Task StartAsync(int farmId, IReadOnlyList<string>? deviceIds, CancellationToken cancellation)
    {
        _socket.Options.AddSubProtocol("graphql-transport-ws");
        var url = new UriBuilder(new Uri(api.Url, "graphql")) { Scheme = api.Url.Scheme == "https" ? "wss" : "ws" };
        await _socket.ConnectAsync(url.Uri, cancellation);
        await SendAsync(new { type = "connection_init", payload = new { authorization = $"Bearer {api.Key}" } }, cancellation);
        using (var answer = await ReceiveAsync(cancellation))
        {
            if (Type(answer) != "connection_ack")
            {
                throw new ApiException(ExitCodes.Denied, "The subscription was not let in.");
            }
        }

        var query = "subscription($farmId: Int!, $deviceIds: [ID!]) { readings(farmId: $farmId, deviceIds: $deviceIds) { deviceId time values { metric value } } }";
        await SendAsync(new { id = "1", type = "subscribe", payload = new { query, variables = new { farmId, deviceIds } } }, cancellation);
    }

    /// <summary>Counts pushes until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                using var message = await ReceiveAsync(cancellation);
                switch (Type(message))
                {
                    case "next":
                        var reading = message.RootElement.GetProperty("payload").GetProperty("data").GetProperty("readings");
                        var age = time.GetUtcNow() - reading.GetProperty("time").GetDateTimeOffset();
                        Latency.Record((long)age.TotalMicroseconds);
                        Heard?.Invoke(reading);
                        break;
                    case "ping":
                        await SendAsync(new { type = "pong" }, cancellation);
                        break;
                    case "error" or "complete":
                        throw new ApiException(ExitCodes.Fault, $"The subscription ended: {message.RootElement.GetRawText()}");
                }
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The measurement is over.
        }
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string? Type(JsonDocument message) => message.RootElement.GetProperty("type").GetString();

    private async Task SendAsync(object message, CancellationToken cancellation) =>
        await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message, JsonSerializerOptions.Web), WebSocketMessageType.Text, true, cancellation);

    private async Task<JsonDocument> ReceiveAsync(CancellationToken cancellation)
    {
        var count = 0;
        while (true)
        {
            var part = await _socket.ReceiveAsync(_buffer[count..], cancellation);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                throw new ApiException(ExitCodes.Fault, $"The server closed the subscription: {(int?)_socket.CloseStatus} {_socket.CloseStatusDescription}");
            }

            count += part.Count;
            if (part.EndOfMessage)
            {
                return JsonDocument.Parse(Encoding.UTF8.GetString(_buffer.AsSpan(0, count)));
            }
        }
    }
}
