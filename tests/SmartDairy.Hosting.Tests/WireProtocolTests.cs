using System.Net.Sockets;
using System.Text;
using MQTTnet;
using MQTTnet.Protocol;
using SmartDairy.Streaming.Mqtt;

namespace SmartDairy.Hosting.Tests;

public sealed class WireProtocolTests
{
    [Theory]
    [InlineData(new byte[] { 0x30, 0xFF, 0xFF, 0xFF, 0x7F })]
    [InlineData(new byte[] { 0x30, 0xFF, 0xFF, 0xFF, 0xFF, 0x01 })]
    [InlineData(new byte[] { 0x10, 0x80, 0x80, 0x01 })]
    public async Task A_packet_that_announces_too_much_closes_the_connection_before_it_is_sent(byte[] header)
    {
        await using var host = await BrokerHost.StartAsync(("Mqtt:MaxPacketBytes", "4096"));
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", host.Port, BrokerHost.TestTimeout);
        await socket.GetStream().WriteAsync(header, BrokerHost.TestTimeout);
        Assert.Equal(0, await ReadAsync(socket));
    }

    [Fact]
    public async Task A_connection_that_never_says_CONNECT_is_closed()
    {
        await using var host = await BrokerHost.StartAsync(("Mqtt:ConnectTimeoutSeconds", "1"));
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", host.Port, BrokerHost.TestTimeout);
        await socket.GetStream().WriteAsync(new byte[] { 0x10 }, BrokerHost.TestTimeout);
        Assert.Equal(0, await ReadAsync(socket));
    }

    [Fact]
    public async Task A_device_that_sends_too_much_is_told_so()
    {
        await using var host = await BrokerHost.StartAsync(("Mqtt:MaxPacketBytes", "4096"));
        using var socket = await LoginAsync(host, "ENV-1");
        await socket.GetStream().WriteAsync(new byte[] { 0x32, 0xFF, 0xFF, 0x7F }, BrokerHost.TestTimeout);
        var answer = new byte[2];
        await socket.GetStream().ReadExactlyAsync(answer, BrokerHost.TestTimeout);
        Assert.Equal(0xE0, answer[0]);
        Assert.Equal((byte)MqttDisconnectReasonCode.PacketTooLarge, socket.GetStream().ReadByte());
    }

    [Fact]
    public async Task An_MQTT_3_client_that_wants_a_session_must_name_itself()
    {
        await using var host = await BrokerHost.StartAsync();
        var secret = await host.RegisterAsync("ENV-1");
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", host.Port, BrokerHost.TestTimeout);
        byte[] body = [.. Text("MQTT"), 4, 0xC0, 0, 60, .. Text(""), .. Text("ENV-1"), .. Text(secret)];
        await socket.GetStream().WriteAsync(new byte[] { 0x10, (byte)body.Length }.Concat(body).ToArray(), BrokerHost.TestTimeout);
        var answer = new byte[4];
        var length = await socket.GetStream().ReadAtLeastAsync(answer, 4, throwOnEndOfStream: false, BrokerHost.TestTimeout);
        Assert.True(length == 0 || answer is [0x20, 2, 0, 2], "It is told that its identifier is rejected, or cut off.");
    }

    [Fact]
    public async Task A_newcomer_does_not_hold_up_the_stopping_broker()
    {
        var host = await BrokerHost.StartAsync(("Mqtt:ConnectTimeoutSeconds", "300"));
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", host.Port, BrokerHost.TestTimeout);
        await host.StopAsync();
        Assert.Equal(0, await ReadAsync(socket));
        await host.DisposeAsync();
    }

    [Fact]
    public async Task A_topic_alias_stands_for_the_topic_it_was_given_with()
    {
        await using var host = await BrokerHost.StartAsync();
        using var socket = await LoginAsync(host, "ENV-1");
        await socket.GetStream().WriteAsync(Publish("a/b", 3, 1), BrokerHost.TestTimeout);
        await socket.GetStream().WriteAsync(Publish("", 3, 2), BrokerHost.TestTimeout);
        Assert.Equal("a/b", (await host.NextDeliveryAsync()).Topic);
        var second = await host.NextDeliveryAsync();
        Assert.Equal("a/b", second.Topic);
        second.TrySettle(MqttSettlement.Success);
        var answer = new byte[4];
        await socket.GetStream().ReadExactlyAsync(answer, BrokerHost.TestTimeout);
        Assert.Equal([0x40, 2, 0, 2], answer);
    }

    [Theory]
    [InlineData("", 4)]
    [InlineData("a/b", 17)]
    public async Task A_topic_alias_that_means_nothing_ends_the_connection(string topic, ushort alias)
    {
        await using var host = await BrokerHost.StartAsync();
        using var socket = await LoginAsync(host, "ENV-1");
        await socket.GetStream().WriteAsync(Publish(topic, alias, 1), BrokerHost.TestTimeout);
        var answer = new byte[3];
        await socket.GetStream().ReadExactlyAsync(answer, BrokerHost.TestTimeout);
        Assert.Equal((0xE0, (byte)MqttDisconnectReasonCode.TopicAliasInvalid), (answer[0], answer[2]));
        Assert.Equal(0, host.QueuedCount);
    }

    [Fact]
    public async Task Packets_that_arrive_byte_by_byte_are_put_together()
    {
        await using var host = await BrokerHost.StartAsync();
        using var socket = await LoginAsync(host, "ENV-1");
        socket.NoDelay = true;
        foreach (var one in Publish("a/b", 3, 1))
        {
            await socket.GetStream().WriteAsync(new[] { one }, BrokerHost.TestTimeout);
        }

        Assert.Equal("{}", Encoding.UTF8.GetString((await host.NextDeliveryAsync()).Payload.Span));
    }

    [Fact]
    public async Task Devices_may_connect_by_WebSocket()
    {
        await using var host = await BrokerHost.StartAsync();
        var secret = await host.RegisterAsync("ENV-1");
        var options =
            new MqttClientOptionsBuilder().WithWebSocketServer(
                web => web.WithUri(host.HttpAddress.Replace("http", "ws", StringComparison.Ordinal) + "/mqtt"))
            .WithClientId("ENV-1").WithCredentials("ENV-1", secret);
        var (device, answer) = await host.ConnectAsync(options);
        Assert.Equal(MqttClientConnectResultCode.Success, answer.ResultCode);
        var publish =
            device.PublishStringAsync(
                BrokerHost.TelemetryTopic("ENV-1"), "{}", MqttQualityOfServiceLevel.AtLeastOnce, cancellationToken: BrokerHost.TestTimeout);
        (await host.NextDeliveryAsync()).TrySettle(MqttSettlement.Success);
        Assert.True((await publish).IsSuccess);
    }

    [Fact]
    public async Task A_stopping_broker_waits_for_what_it_took()
    {
        var host = await BrokerHost.StartAsync();
        var device = await host.ConnectDeviceAsync("ENV-1");
        var publish =
            device.PublishStringAsync(
                BrokerHost.TelemetryTopic("ENV-1"), "{}", MqttQualityOfServiceLevel.AtLeastOnce, cancellationToken: BrokerHost.TestTimeout);
        var delivery = await host.NextDeliveryAsync();
        var stopped = host.StopAsync();
        Assert.False(stopped.IsCompleted);
        delivery.TrySettle(MqttSettlement.Success);
        Assert.True((await publish).IsSuccess);
        await stopped;
        await host.DisposeAsync();
    }

    private static async Task<int> ReadAsync(TcpClient socket)
    {
        try
        {
            return await socket.GetStream().ReadAsync(new byte[16], BrokerHost.TestTimeout);
        }
        catch (IOException)
        {
            // Reset instead of ended: closed all the same.
            return 0;
        }
    }

    /// <summary>An MQTT 5 connection, logged in, without a client library between the test and the bytes.</summary>
    private static async Task<TcpClient> LoginAsync(BrokerHost host, string id)
    {
        var secret = await host.RegisterAsync(id);
        var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", host.Port, BrokerHost.TestTimeout);
        byte[] body = [.. Text("MQTT"), 5, 0xC2, 0, 60, 0, .. Text(id), .. Text(id), .. Text(secret)];
        await socket.GetStream().WriteAsync(new byte[] { 0x10, (byte)body.Length }.Concat(body).ToArray(), BrokerHost.TestTimeout);
        var head = new byte[2];
        await socket.GetStream().ReadExactlyAsync(head, BrokerHost.TestTimeout);
        Assert.Equal(0x20, head[0]);
        var rest = new byte[head[1]];
        await socket.GetStream().ReadExactlyAsync(rest, BrokerHost.TestTimeout);
        Assert.Equal(0, rest[1]);
        return socket;
    }

    private static byte[] Publish(string topic, ushort alias, ushort id)
    {
        byte[] body = [.. Text(topic), (byte)(id >> 8), (byte)id, 3, 0x23, (byte)(alias >> 8), (byte)alias, .. "{}"u8];
        return [0x32, (byte)body.Length, .. body];
    }

    private static byte[] Text(string text) => [0, (byte)text.Length, .. Encoding.UTF8.GetBytes(text)];
}
