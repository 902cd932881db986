using System.Collections.Concurrent;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MQTTnet.AspNetCore;
using MQTTnet.Protocol;
using MQTTnet.Server;

namespace SmartDairy.Cli.Tests;

/// <summary>
/// A fake server by the GraphQL contract: it registers devices, authenticates, counts messages and pushes readings, and stores nothing.
/// </summary>
internal sealed class FakeApiServer : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, string> _passwords = [];
    private readonly ConcurrentQueue<WebSocket> _subscribers = [];
    private readonly WebApplication _app;
    private long _received;
    private long _lost;

    private FakeApiServer(WebApplication app) => _app = app;

    public const string Key = "the key";

    public Uri Url { get; private set; } = null!;

    public int MqttPort { get; private set; }

    public long Received => Interlocked.Read(ref _received);

    public int Devices => _passwords.Count;

    public FakeRuleApi Rules { get; } = new();

    /// <summary>Messages missing in the ledger's stored count.</summary>
    public long UnstoredMessages { set => _lost = value; }

    public static async Task<FakeApiServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseMqtt());
        });
        builder.Services.AddHostedMqttServer(options => options.WithoutDefaultEndpoint());
        builder.Services.AddMqttConnectionHandler();
        builder.Services.AddConnections();
        var app = builder.Build();
        var server = new FakeApiServer(app);
        server.Map(app);
        await app.StartAsync();
        var addresses =
            app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(text => new Uri(text))
            .ToList();
        (server.Url, server.MqttPort) = (addresses[0], addresses[1].Port);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var subscriber in _subscribers)
        {
            subscriber.Abort();
        }

        await _app.DisposeAsync();
    }

    private void Map(WebApplication app)
    {
        var broker = app.Services.GetRequiredService<MqttServer>();
        broker.ValidatingConnectionAsync += args =>
        {
            args.ReasonCode = _passwords.GetValueOrDefault(args.ClientId) == args.Password && args.UserName == args.ClientId
                ? MqttConnectReasonCode.Success
                : MqttConnectReasonCode.BadUserNameOrPassword;
            return Task.CompletedTask;
        };
        broker.InterceptingPublishAsync += async args =>
        {
            Interlocked.Increment(ref _received);
            args.ProcessPublish = false;
            if (args.ApplicationMessage.Topic.EndsWith("-000000/telemetry", StringComparison.Ordinal)
                && _subscribers.TryPeek(out var subscriber))
            {
                var time = JsonDocument.Parse(args.ApplicationMessage.Payload).RootElement.GetProperty("timestamp").GetString();
                await PushAsync(subscriber,
                    new
                    {
                        id = "1",
                        type = "next",
                        payload = new { data = new { readings = new { deviceId = "x", time, values = Array.Empty<int>() } } }
                    });
            }
        };
        app.UseWebSockets();
        app.MapGet("/health/live", () => "ok");
        app.MapGet("/health/ready", () =>
            Results.Json(new { status = "unhealthy", parts = new { history = new { status = "unhealthy", detail = "disk full" } } },
                statusCode: 503));
        app.MapGet("/graphql/schema.graphql", () => "registerDevices registerAnimals createFarm ledger series readings");
        app.MapGet("/graphql", ServeSubscriptionAsync);
        app.MapPost("/graphql", AnswerAsync);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Headers.Authorization != $"Bearer {Key}")
        {
            context.Response.StatusCode = 401;
            await context.Response.WriteAsJsonAsync(
                new { errors = new[] { new { message = "Who are you?", extensions = new { code = "UNAUTHENTICATED" } } } });
            return;
        }

        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        var query = body.RootElement.GetProperty("query").GetString()!;
        var data = query switch
        {
            _ when body.RootElement.TryGetProperty("variables", out var variables) && Rules.Answer(query, variables) is { } answer =>
                answer,
            _ when query.Contains("createFarm") => new { createFarm = new { id = 1 } },
            _ when query.Contains("registerAnimals") => new { registerAnimals = Array.Empty<int>() },
            _ when query.Contains("registerDevices") =>
                new
                {
                    registerDevices = body.RootElement.GetProperty("variables").GetProperty("devices").EnumerateArray().Select(Register)
                .ToList()
                },
            _ when query.Contains("ledger") =>
                new { ledger = new { received = Received, stored = Received - _lost, duplicate = 0, rejected = 0, pending = 0 } },
            _ when query.Contains("farms") => new { farms = new { totalCount = 3 } },
            _ => new { device = new { id = "x" } },
        };
        if (data is Dictionary<string, object?> { Count: 0 })
        {
            await context.Response.WriteAsJsonAsync(
                new { errors = new[] { new { message = "No.", extensions = new { code = "INVALID_ARGUMENT" } } } });
            return;
        }

        await context.Response.WriteAsJsonAsync(new { data });
    }

    private object Register(JsonElement device)
    {
        var id = device.GetProperty("id").GetString()!;
        var password = _passwords.GetOrAdd(id, "secret of " + id);
        return new { deviceId = id, password };
    }

    private async Task ServeSubscriptionAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync("graphql-transport-ws");
        var buffer = new byte[4096];
        while (socket.State == WebSocketState.Open)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), context.RequestAborted);
            if (part.Count == 0)
            {
                return;
            }

            using var message = JsonDocument.Parse(Encoding.UTF8.GetString(buffer, 0, part.Count));
            if (message.RootElement.GetProperty("type").GetString() == "connection_init")
            {
                await PushAsync(socket, new { type = "connection_ack" });
            }
            else
            {
                _subscribers.Enqueue(socket);
            }
        }
    }

    private static async Task PushAsync(WebSocket socket, object message)
    {
        if (socket.State == WebSocketState.Open)
        {
            await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, true, CancellationToken.None);
        }
    }
}
