using System.Text;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using SmartDairy.Contracts.Intake;
using SmartDairy.Streaming.Mqtt;

namespace SmartDairy.Hosting.Tests;

public sealed class AcknowledgementTests
{
    private static MqttApplicationMessage Message(
        string topic, MqttQualityOfServiceLevel level = MqttQualityOfServiceLevel.AtLeastOnce, string payload = "{}") =>
        new MqttApplicationMessageBuilder().WithTopic(topic).WithPayload(payload).WithQualityOfServiceLevel(level).Build();

    [Theory]
    [InlineData(MqttProtocolVersion.V311, MqttQualityOfServiceLevel.AtLeastOnce)]
    [InlineData(MqttProtocolVersion.V500, MqttQualityOfServiceLevel.AtLeastOnce)]
    [InlineData(MqttProtocolVersion.V311, MqttQualityOfServiceLevel.ExactlyOnce)]
    [InlineData(MqttProtocolVersion.V500, MqttQualityOfServiceLevel.ExactlyOnce)]
    public async Task A_publish_is_acknowledged_when_it_is_settled_and_not_before(
        MqttProtocolVersion version, MqttQualityOfServiceLevel level)
    {
        await using var host = await BrokerHost.StartAsync();
        var device = await host.ConnectDeviceAsync("ENV-1", version);
        var publish = device.PublishAsync(Message(BrokerHost.TelemetryTopic("ENV-1"), level, "{\"a\":1}"), BrokerHost.TestTimeout);
        var delivery = await host.NextDeliveryAsync();

        // The answer to this ping comes after an acknowledgement that was sent too early.
        await device.PingAsync(BrokerHost.TestTimeout);
        Assert.False(publish.IsCompleted);
        Assert.Equal("{\"a\":1}", Encoding.UTF8.GetString(delivery.Payload.Span));
        Assert.Equal("ENV-1", delivery.Principal);
        Assert.Equal(1, host.Ledger.Pending(BrokerHost.FarmId));

        ((IPendingAcknowledgement)delivery).Complete(ReceiptOutcome.Accepted);
        var result = await publish;
        Assert.True(result.IsSuccess);
    }

    [Theory]
    [InlineData(ReceiptOutcome.NotAuthorized, MqttClientPublishReasonCode.NotAuthorized)]
    [InlineData(ReceiptOutcome.TopicInvalid, MqttClientPublishReasonCode.TopicNameInvalid)]
    [InlineData(ReceiptOutcome.PayloadInvalid, MqttClientPublishReasonCode.PayloadFormatInvalid)]
    [InlineData(ReceiptOutcome.Failed, MqttClientPublishReasonCode.ImplementationSpecificError)]
    public async Task A_refusal_tells_an_MQTT_5_client_why(ReceiptOutcome outcome, MqttClientPublishReasonCode code)
    {
        await using var host = await BrokerHost.StartAsync();
        var device = await host.ConnectDeviceAsync("ENV-1");
        var publish = device.PublishAsync(Message(BrokerHost.TelemetryTopic("ENV-1")), BrokerHost.TestTimeout);
        ((IPendingAcknowledgement)await host.NextDeliveryAsync()).Complete(outcome);
        var result = await publish;
        Assert.Equal(code, result.ReasonCode);
        Assert.StartsWith("Recorded as rejected", result.ReasonString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_abandoned_publish_ends_the_connection_unacknowledged()
    {
        await using var host = await BrokerHost.StartAsync();
        var device = await host.ConnectDeviceAsync("ENV-1");
        var gone = new TaskCompletionSource<MqttClientDisconnectedEventArgs>();
        device.DisconnectedAsync += args =>
        {
            gone.TrySetResult(args);
            return Task.CompletedTask;
        };
        var publish = device.PublishAsync(Message(BrokerHost.TelemetryTopic("ENV-1")), BrokerHost.TestTimeout);
        (await host.NextDeliveryAsync()).TrySettle(MqttSettlement.Abandon);
        var args = await gone.Task.WaitAsync(BrokerHost.TestTimeout);
        Assert.Equal(MqttClientDisconnectReason.ServerBusy, args.Reason);
        await Assert.ThrowsAnyAsync<Exception>(() => publish);
        Assert.Equal(0, host.Ledger.Pending(BrokerHost.FarmId));
    }

    [Fact]
    public async Task A_QoS_0_publish_that_finds_no_room_is_dropped_and_not_pending()
    {
        await using var host = await BrokerHost.StartAsync(("Intake:QueueCapacity", "1"));
        var device = await host.ConnectDeviceAsync("ENV-1");
        for (var i = 0; i < 5; i++)
        {
            await device.PublishAsync(
                Message(BrokerHost.TelemetryTopic("ENV-1"), MqttQualityOfServiceLevel.AtMostOnce), BrokerHost.TestTimeout);
        }

        await device.PingAsync(BrokerHost.TestTimeout);
        Assert.Equal(1, host.QueuedCount);
        Assert.Equal(1, host.Ledger.Pending(BrokerHost.FarmId));
    }

    [Fact]
    public async Task The_reader_holds_what_exceeds_the_receive_maximum_until_there_is_room()
    {
        await using var host = await BrokerHost.StartAsync(("Mqtt:ReceiveMaximum", "3"));
        var device = await host.ConnectDeviceAsync("ENV-1", MqttProtocolVersion.V311);
        var publishes = Enumerable.Range(0, 8)
            .Select(i => device.PublishAsync(Message(BrokerHost.TelemetryTopic("ENV-1"), payload: $"{i}"), BrokerHost.TestTimeout))
            .ToArray();
        for (var i = 0; i < publishes.Length; i++)
        {
            var delivery = await host.NextDeliveryAsync();
            Assert.InRange(host.Ledger.Pending(BrokerHost.FarmId), 1, 3);
            Assert.Equal($"{i}", Encoding.UTF8.GetString(delivery.Payload.Span));
            delivery.TrySettle(MqttSettlement.Success);
        }

        await Task.WhenAll(publishes);
    }

    [Fact]
    public async Task A_publish_waits_while_its_queue_is_full_and_then_goes_on()
    {
        await using var host = await BrokerHost.StartAsync(("Intake:QueueCapacity", "1"));
        var device = await host.ConnectDeviceAsync("ENV-1");
        var publishes = Enumerable.Range(0, 5)
            .Select(i => device.PublishAsync(Message(BrokerHost.TelemetryTopic("ENV-1"), payload: $"{i}"), BrokerHost.TestTimeout))
            .ToArray();
        for (var i = 0; i < publishes.Length; i++)
        {
            (await host.NextDeliveryAsync()).TrySettle(MqttSettlement.Success);
        }

        await Task.WhenAll(publishes);
    }

    [Fact]
    public async Task A_device_that_only_publishes_outlives_its_keep_alive_time()
    {
        await using var host = await BrokerHost.StartAsync();
        var secret = await host.RegisterAsync("ENV-1");
        var (device, _) = await host.ConnectAsync(host.Options("ENV-1", secret).WithKeepAlivePeriod(TimeSpan.FromSeconds(1)));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var i = 0; i < 30; i++)
        {
            await timer.WaitForNextTickAsync(BrokerHost.TestTimeout);
            var publish = device.PublishAsync(Message(BrokerHost.TelemetryTopic("ENV-1")), BrokerHost.TestTimeout);
            (await host.NextDeliveryAsync()).TrySettle(MqttSettlement.Success);
            await publish;
        }

        Assert.True(device.IsConnected);
    }
}
