using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using MQTTnet.Protocol;
using MQTTnet.Server;
using SmartDairy.Cli.Load;
using SmartDairy.Servers;
using Xunit;

namespace SmartDairy.Cli.Tests;

public sealed class LoadGeneratorTests
{
    private readonly ConcurrentQueue<(string Client, string Topic, string Payload)> _received = [];

    [Fact]
    public async Task Every_message_arrives_once_spread_evenly_over_devices_and_connections()
    {
        using var broker = await BrokerAsync();
        using var generator = Connect(broker.Port, 4, 8);
        var result =
            generator.Run(new LoadPlan
            { Duration = TimeSpan.FromMinutes(1), Devices = 10, Messages = 5_000 }, TestContext.Current.CancellationToken);

        Assert.Equal((5_000, 5_000, 0, 0), (result.Sent, result.Acknowledged, result.Refused, result.Unanswered));
        Assert.Equal(5_000, result.Latency.Count);
        Assert.Equal(5_000, _received.Select(message => message.Payload).Distinct().Count());
        Assert.Equal(10, _received.Select(message => message.Topic).Distinct().Count());
        Assert.All(_received, message => Assert.Equal($"gw-{int.Parse(message.Topic.Split('/')[8][^6..]) % 4}", message.Client));
    }

    [Fact]
    public async Task Historical_messages_are_a_minute_apart_and_of_one_device()
    {
        using var broker = await BrokerAsync();
        using var generator = Connect(broker.Port, 3, 8);
        var first = new DateTimeOffset(2026, 3, 10, 0, 0, 0, TimeSpan.Zero);
        var plan = new LoadPlan
        { Duration = TimeSpan.FromMinutes(1), Devices = 10, Messages = 200, OnlyDevice = 4, FirstEventTime = first };
        var result = generator.Run(plan, TestContext.Current.CancellationToken);

        Assert.Equal(200, result.Acknowledged);
        Assert.All(_received, message => Assert.Equal("gw-1", message.Client));
        Assert.Equal(
            Enumerable.Range(0, 200).Select(minute => first.AddMinutes(minute)),
            _received.Select(message => JsonDocument.Parse(message.Payload).RootElement.GetProperty("timestamp").GetDateTimeOffset())
            .Order());
    }

    [Fact]
    public async Task An_open_loop_sends_no_more_than_its_rate()
    {
        using var broker = await BrokerAsync();
        using var generator = Connect(broker.Port, 4, 64);
        var plan = new LoadPlan { Duration = TimeSpan.FromSeconds(1), Devices = 10, Rate = 500 };
        var result = generator.Run(plan, TestContext.Current.CancellationToken);
        Assert.InRange(result.Sent, 1, 500);
        Assert.Equal(result.Sent, result.Acknowledged);
    }

    [Fact]
    public async Task Refused_messages_are_counted_separately()
    {
        using var broker = await BrokerAsync(MqttPubAckReasonCode.NotAuthorized);
        using var generator = Connect(broker.Port, 2, 8);
        var result =
            generator.Run(new LoadPlan
            { Duration = TimeSpan.FromMinutes(1), Devices = 4, Messages = 100 }, TestContext.Current.CancellationToken);
        Assert.Equal((0, 100, 0), (result.Acknowledged, result.Refused, result.Unanswered));
    }

    [Fact]
    public async Task A_refused_login_names_the_client()
    {
        using var broker = await BrokerAsync();
        var error = Assert.Throws<InvalidDataException>(
            () => new LoadGenerator(
                new IPEndPoint(IPAddress.Loopback, broker.Port), [("gw-0", "wrong")], new PublishTemplate(1), 8, TimeProvider.System));
        Assert.Contains("gw-0", error.Message, StringComparison.Ordinal);
        Assert.Contains("0x86", error.Message, StringComparison.Ordinal);
    }

    private static LoadGenerator Connect(int port, int connections, int window) => new(
        new IPEndPoint(IPAddress.Loopback, port), Enumerable.Range(0, connections).Select(index => ($"gw-{index}", "secret")),
        new PublishTemplate(1), window, TimeProvider.System);

    private async Task<Broker> BrokerAsync(MqttPubAckReasonCode reason = MqttPubAckReasonCode.Success)
    {
        var port = FreePort.Next();
        var server = new MqttServerFactory().CreateMqttServer(
            new MqttServerOptionsBuilder().WithDefaultEndpoint().WithDefaultEndpointPort(port)
            .WithDefaultEndpointBoundIPAddress(IPAddress.Loopback).Build());
        server.ValidatingConnectionAsync += args =>
        {
            args.ReasonCode = args.Password == "secret" ? MqttConnectReasonCode.Success : MqttConnectReasonCode.BadUserNameOrPassword;
            return Task.CompletedTask;
        };
        server.InterceptingPublishAsync += args =>
        {
            var message = args.ApplicationMessage;
            _received.Enqueue((args.ClientId, message.Topic, Encoding.UTF8.GetString(message.Payload.ToArray())));
            args.ProcessPublish = false;
            args.Response.ReasonCode = reason;
            return Task.CompletedTask;
        };
        await server.StartAsync();
        return new Broker(server, port);
    }

    private sealed record Broker(MqttServer Server, int Port) : IDisposable
    {
        public void Dispose() => Server.Dispose();
    }
}
