using System.Collections.Concurrent;
using System.Net;
using MQTTnet.Protocol;
using MQTTnet.Server;
using SmartDairy.Servers;
using SmartDairy.Simulator.Fleet;
using Xunit;

namespace SmartDairy.Simulator.Tests;

public sealed class MqttFleetTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 10, 0, 0, 0, TimeSpan.Zero);
    private static readonly SimulatedHerd Farm = SimulatedHerd.Create(new SimulatedHerdOptions { Cows = 12, ZonesPerBarn = 1, Stalls = 4 });
    private static readonly FleetOptions Fast = new()
    { Host = "127.0.0.1", Speed = 0, MinBackoff = TimeSpan.FromMilliseconds(20), MaxBackoff = TimeSpan.FromMilliseconds(100) };
    private readonly ConcurrentQueue<(string Client, string Topic, string Payload)> _received = [];

    [Fact]
    public async Task Every_message_arrives_over_its_connection()
    {
        var (server, port) = await BrokerAsync();
        using var broker = server;
        var messages = Farm.Messages(Start, Start.AddHours(6)).ToList();
        FleetProgress? last = null;
        var fleet = new MqttFleet(Fast with { Port = port }, Farm.Connections, Passwords(), TimeProvider.System);

        var result = await fleet.RunAsync(messages, messages.Count, progress => last = progress, TestContext.Current.CancellationToken);

        Assert.Equal(messages.Count, result.Acknowledged);
        Assert.Equal(0, result.Rejected);
        Assert.Equal(result, last);
        Assert.Equal(
            messages.Select(message => (message.ConnectionId, message.Topic, Convert.ToBase64String(message.Payload))).Order(),
            _received.Order());
    }

    [Fact]
    public async Task Unacknowledged_messages_are_resent_after_a_broken_connection()
    {
        var (server, port) = await BrokerAsync();
        using var broker = server;
        var messages = Farm.Messages(Start, Start.AddHours(6)).ToList();
        var count = 0;
        server.InterceptingPublishAsync += async args =>
        {
            if (Interlocked.Increment(ref count) % 50 == 0)
            {
                args.ProcessPublish = false;
                args.CloseConnection = true;
                await Task.CompletedTask;
            }
        };
        var fleet = new MqttFleet(Fast with { Port = port }, Farm.Connections, Passwords(), TimeProvider.System);

        var result = await fleet.RunAsync(messages, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(messages.Count, result.Acknowledged);
        Assert.Empty(messages.Select(message => (message.Topic, Convert.ToBase64String(message.Payload)))
            .Except(_received.Select(r => (r.Topic, r.Payload))));
        Assert.True(_received.Count > messages.Count);
    }

    [Fact]
    public async Task A_refused_device_does_not_stop_the_others()
    {
        var (server, port) = await BrokerAsync();
        using var broker = server;
        var messages = Farm.Messages(Start, Start.AddHours(6)).ToList();
        var refusedId = Farm.Connections.First();
        var passwords = Passwords();
        passwords[refusedId] = "wrong";
        var fleet =
            new MqttFleet(Fast with
            { Port = port, MaxBackoff = TimeSpan.FromMinutes(5) }, Farm.Connections, passwords, TimeProvider.System);

        var result = await fleet.RunAsync(messages, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(messages.Count(message => message.ConnectionId == refusedId), result.Rejected);
        Assert.Equal(messages.Count(message => message.ConnectionId != refusedId), result.Acknowledged);
    }

    [Fact]
    public void A_missing_password_is_named()
    {
        var error =
            Assert.Throws<ArgumentException>(() => new MqttFleet(Fast, ["GW-1"], new Dictionary<string, string>(), TimeProvider.System));
        Assert.Contains("GW-1", error.Message, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Passwords() => Farm.Connections.ToDictionary(id => id, id => "secret of " + id);

    private async Task<(MqttServer Server, int Port)> BrokerAsync()
    {
        var port = FreePort.Next();
        var server = new MqttServerFactory().CreateMqttServer(
            new MqttServerOptionsBuilder().WithDefaultEndpoint().WithDefaultEndpointPort(port)
            .WithDefaultEndpointBoundIPAddress(IPAddress.Loopback).Build());
        server.ValidatingConnectionAsync += args =>
        {
            if (args.UserName != args.ClientId || args.Password != "secret of " + args.ClientId)
            {
                args.ReasonCode = MqttConnectReasonCode.BadUserNameOrPassword;
            }

            return Task.CompletedTask;
        };
        server.InterceptingPublishAsync += args =>
        {
            _received.Enqueue(
                (args.ClientId, args.ApplicationMessage.Topic,
                    Convert.ToBase64String(System.Buffers.BuffersExtensions.ToArray(args.ApplicationMessage.Payload))));
            return Task.CompletedTask;
        };
        await server.StartAsync();
        return (server, port);
    }
}
