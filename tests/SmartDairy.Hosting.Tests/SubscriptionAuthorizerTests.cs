using Microsoft.Extensions.DependencyInjection;
using MQTTnet;
using MQTTnet.Protocol;
using SmartDairy.Contracts.Devices;
using SmartDairy.Streaming.Mqtt;

namespace SmartDairy.Hosting.Tests;

public sealed class SubscriptionAuthorizerTests
{
    private const string Sensor = "dairy/farm/7/barn/1/zone/2/sensor/";

    [Theory]
    [InlineData(Sensor + "ENV-2/command", MqttClientSubscribeResultCode.NotAuthorized)]
    [InlineData(Sensor + "ENV-1/telemetry", MqttClientSubscribeResultCode.NotAuthorized)]
    [InlineData("dairy/farm/7/alerts", MqttClientSubscribeResultCode.NotAuthorized)]
    [InlineData(Sensor + "+/command", MqttClientSubscribeResultCode.WildcardSubscriptionsNotSupported)]
    [InlineData("dairy/farm/8/alert/#", MqttClientSubscribeResultCode.WildcardSubscriptionsNotSupported)]
    [InlineData("dairy/farm/+/alert/#", MqttClientSubscribeResultCode.WildcardSubscriptionsNotSupported)]
    [InlineData("dairy/farm/8/alert/critical/environment", MqttClientSubscribeResultCode.NotAuthorized)]
    [InlineData("#", MqttClientSubscribeResultCode.WildcardSubscriptionsNotSupported)]
    public async Task What_is_not_the_devices_own_is_refused(string topic, MqttClientSubscribeResultCode code)
    {
        await using var host = await BrokerHost.StartAsync();
        await host.RegisterAsync("ENV-2");
        var device = await host.ConnectDeviceAsync("ENV-1");
        var result = await device.SubscribeAsync(topic, cancellationToken: BrokerHost.TestTimeout);
        Assert.Equal(code, result.Items.Single().ResultCode);
        Assert.NotEmpty(result.ReasonString);
    }

    [Theory]
    [InlineData("dairy/farm/7/alert/#", true)]
    [InlineData("dairy/farm/7/alert/critical/+", true)]
    [InlineData("dairy/farm/7/alert/+/environment", true)]
    [InlineData("dairy/farm/7/alert/critical/environment", true)]
    [InlineData("dairy/farm/7/alert/warning/#", false)]
    public async Task A_device_hears_the_alerts_of_its_farm_that_it_asked_for(string filter, bool heard)
    {
        await using var host = await BrokerHost.StartAsync();
        var device = await host.ConnectDeviceAsync("ENV-1");
        var received = new TaskCompletionSource<string>();
        device.ApplicationMessageReceivedAsync += args =>
        {
            received.TrySetResult(args.ApplicationMessage.Topic);
            return Task.CompletedTask;
        };
        await device.SubscribeAsync(filter, MqttQualityOfServiceLevel.AtLeastOnce, BrokerHost.TestTimeout);
        await device.SubscribeAsync(Sensor + "ENV-1/command", MqttQualityOfServiceLevel.AtLeastOnce, BrokerHost.TestTimeout);
        var publisher = host.Services.GetRequiredService<IMqttPublisher>();
        await publisher.PublishAsync(
            new MqttPublication("dairy/farm/8/alert/critical/environment", "{}"u8.ToArray()), BrokerHost.TestTimeout);
        await publisher.PublishAsync(
            new MqttPublication("dairy/farm/7/alert/critical/environment", "{}"u8.ToArray()), BrokerHost.TestTimeout);
        await publisher.PublishAsync(new MqttPublication(Sensor + "ENV-1/command", "{}"u8.ToArray()), BrokerHost.TestTimeout);
        Assert.Equal(heard
            ? "dairy/farm/7/alert/critical/environment"
            : Sensor + "ENV-1/command", await received.Task.WaitAsync(BrokerHost.TestTimeout));
    }

    [Fact]
    public async Task Shared_subscriptions_are_refused()
    {
        await using var host = await BrokerHost.StartAsync();
        var device = await host.ConnectDeviceAsync("ENV-1");
        var result = await device.SubscribeAsync("$share/g/" + Sensor + "ENV-1/command", cancellationToken: BrokerHost.TestTimeout);
        Assert.Equal(MqttClientSubscribeResultCode.SharedSubscriptionsNotSupported, result.Items.Single().ResultCode);
    }

    [Fact]
    public async Task A_command_reaches_the_device_that_subscribed_to_it()
    {
        await using var host = await BrokerHost.StartAsync();
        var device = await host.ConnectDeviceAsync("ENV-1");
        var received = new TaskCompletionSource<string>();
        device.ApplicationMessageReceivedAsync += args =>
        {
            received.TrySetResult(args.ApplicationMessage.ConvertPayloadToString());
            return Task.CompletedTask;
        };
        await device.SubscribeAsync(Sensor + "ENV-1/command", MqttQualityOfServiceLevel.AtLeastOnce, BrokerHost.TestTimeout);
        await host.Services.GetRequiredService<IMqttPublisher>()
            .PublishAsync(new MqttPublication(Sensor + "ENV-1/command", "go"u8.ToArray()), BrokerHost.TestTimeout);
        Assert.Equal("go", await received.Task.WaitAsync(BrokerHost.TestTimeout));
    }

    [Fact]
    public async Task A_gateway_listens_for_the_devices_behind_it_and_for_no_others()
    {
        await using var host = await BrokerHost.StartAsync();
        await host.RegisterAsync("ENV-1", device => device with { GatewayId = "GW-1" });
        await host.RegisterAsync("ENV-2");
        var (gateway, _) = await host.ConnectAsync(host.Options("GW-1", await host.RegisterAsync("GW-1", device => device with
        {
            Type = DeviceType.Gateway,
            BarnId = null,
            ZoneId = null,
            TopicPrefix = "system/farm/7/device/GW-1",
        })));
        Assert.Equal("GW-1", (await host.Changes.ReadAsync(BrokerHost.TestTimeout)).DeviceId);
        var result = await gateway.SubscribeAsync(new MqttClientSubscribeOptionsBuilder()
            .WithTopicFilter(Sensor + "ENV-2/command")
            .WithTopicFilter(Sensor + "ENV-1/config", MqttQualityOfServiceLevel.AtLeastOnce)
            .WithTopicFilter(Sensor + "ENV-1/command", MqttQualityOfServiceLevel.AtLeastOnce).Build(), BrokerHost.TestTimeout);
        Assert.Equal(
            [MqttClientSubscribeResultCode.NotAuthorized, MqttClientSubscribeResultCode.GrantedQoS0,
                MqttClientSubscribeResultCode.GrantedQoS0],
            result.Items.Select(item => item.ResultCode));
        var told = new[] { await host.Changes.ReadAsync(BrokerHost.TestTimeout), await host.Changes.ReadAsync(BrokerHost.TestTimeout) };
        Assert.All(told, one => Assert.Equal("ENV-1", one.DeviceId));
        Assert.Equal([ConnectionChangeKind.CommandsSubscribed, ConnectionChangeKind.ConfigurationSubscribed],
            told.Select(one => one.Change.Kind).OrderBy(kind => kind));
    }

    [Fact]
    public async Task Subscriptions_of_one_connection_are_bounded()
    {
        await using var host = await BrokerHost.StartAsync(("Mqtt:MaxSubscriptions", "1"));
        var device = await host.ConnectDeviceAsync("ENV-1");
        Assert.Equal(MqttClientSubscribeResultCode.GrantedQoS0,
            (await device.SubscribeAsync(Sensor + "ENV-1/command", cancellationToken: BrokerHost.TestTimeout)).Items.Single().ResultCode);
        Assert.Equal(MqttClientSubscribeResultCode.QuotaExceeded,
            (await device.SubscribeAsync(Sensor + "ENV-1/config", cancellationToken: BrokerHost.TestTimeout)).Items.Single().ResultCode);
    }
}
