using MQTTnet;
using MQTTnet.Formatter;
using SmartDairy.Contracts.Devices;

namespace SmartDairy.Hosting.Tests;

public sealed class LoginTests
{
    public static TheoryData<MqttProtocolVersion> Versions => [MqttProtocolVersion.V311, MqttProtocolVersion.V500];

    [Theory, MemberData(nameof(Versions))]
    public async Task The_right_secret_opens_and_a_wrong_one_does_not(MqttProtocolVersion version)
    {
        await using var host = await BrokerHost.StartAsync();
        var secret = await host.RegisterAsync("ENV-1");
        Assert.Equal(
            MqttClientConnectResultCode.Success, (await host.ConnectAsync(host.Options("ENV-1", secret, version))).Answer.ResultCode);
        Assert.Equal(MqttClientConnectResultCode.BadUserNameOrPassword,
            (await host.ConnectAsync(host.Options("ENV-1", secret + "x", version))).Answer.ResultCode);
        Assert.Equal(MqttClientConnectResultCode.BadUserNameOrPassword,
            (await host.ConnectAsync(host.Options("ENV-2", secret, version))).Answer.ResultCode);
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task A_client_identifier_may_be_empty_but_not_another_devices(MqttProtocolVersion version)
    {
        await using var host = await BrokerHost.StartAsync();
        var secret = await host.RegisterAsync("ENV-1");
        var (device, empty) = await host.ConnectAsync(host.Options("ENV-1", secret, version).WithClientId("").WithCleanSession());
        Assert.Equal(MqttClientConnectResultCode.Success, empty.ResultCode);
        if (version == MqttProtocolVersion.V500)
        {
            Assert.Equal("ENV-1", empty.AssignedClientIdentifier);
        }

        await device.PingAsync(BrokerHost.TestTimeout);
        var (_, other) = await host.ConnectAsync(host.Options("ENV-1", secret, version).WithClientId("ENV-2"));
        Assert.Equal(MqttClientConnectResultCode.ClientIdentifierNotValid, other.ResultCode);
    }

    [Fact]
    public async Task A_disabled_device_is_refused_with_a_reason()
    {
        await using var host = await BrokerHost.StartAsync();
        var secret = await host.RegisterAsync("ENV-1", device => device with { Enabled = false });
        var (_, answer) = await host.ConnectAsync(host.Options("ENV-1", secret));
        Assert.Equal(MqttClientConnectResultCode.NotAuthorized, answer.ResultCode);
        Assert.Equal("This device is disabled.", answer.ReasonString);
    }

    [Fact]
    public async Task The_answer_says_what_the_broker_does()
    {
        await using var host =
            await BrokerHost.StartAsync(("Mqtt:ReceiveMaximum", "77"), ("Mqtt:TopicAliasMaximum", "5"), ("Mqtt:MaxPacketBytes", "4096"));
        var (_, answer) = await host.ConnectAsync(host.Options("ENV-1", await host.RegisterAsync("ENV-1")));
        Assert.Equal((ushort?)77, answer.ReceiveMaximum);
        Assert.Equal(5, answer.TopicAliasMaximum);
        Assert.Equal(4096u, answer.MaximumPacketSize);
        Assert.False(answer.RetainAvailable);
        Assert.False(answer.SharedSubscriptionAvailable);
        Assert.True(answer.WildcardSubscriptionAvailable);
    }

    [Fact]
    public async Task Too_many_failed_logins_hold_the_device_off_even_with_the_right_secret()
    {
        await using var host = await BrokerHost.StartAsync(("Mqtt:MaxFailedLogins", "2"));
        var secret = await host.RegisterAsync("ENV-1");
        var other = await host.RegisterAsync("ENV-2");
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(MqttClientConnectResultCode.BadUserNameOrPassword,
                (await host.ConnectAsync(host.Options("ENV-1", "guess"))).Answer.ResultCode);
        }

        Assert.Equal(
            MqttClientConnectResultCode.ConnectionRateExceeded, (await host.ConnectAsync(host.Options("ENV-1", secret))).Answer.ResultCode);
        Assert.Equal(MqttClientConnectResultCode.Success, (await host.ConnectAsync(host.Options("ENV-2", other))).Answer.ResultCode);
    }

    [Fact]
    public async Task More_connections_than_allowed_are_refused()
    {
        await using var host = await BrokerHost.StartAsync(("Mqtt:MaxConnections", "1"));
        await host.ConnectDeviceAsync("ENV-1");
        var (_, answer) = await host.ConnectAsync(host.Options("ENV-2", await host.RegisterAsync("ENV-2")));
        Assert.Equal(MqttClientConnectResultCode.QuotaExceeded, answer.ResultCode);
    }

    [Fact]
    public async Task A_will_may_only_go_to_the_devices_own_status_topic()
    {
        await using var host = await BrokerHost.StartAsync();
        var secret = await host.RegisterAsync("ENV-1");
        var (_, refused) = await host.ConnectAsync(host.Options("ENV-1", secret).WithWillTopic("system/farm/7/device/ENV-2/status"));
        Assert.Equal(MqttClientConnectResultCode.NotAuthorized, refused.ResultCode);

        var own = $"system/farm/{BrokerHost.FarmId}/device/ENV-1/status";
        var (device, allowed) = await host.ConnectAsync(host.Options("ENV-1", secret).WithWillTopic(own).WithWillPayload("gone"));
        Assert.Equal(MqttClientConnectResultCode.Success, allowed.ResultCode);
        device.Dispose();
        Assert.Equal(own, (await host.NextDeliveryAsync()).Topic);
    }

    [Fact]
    public async Task Disabling_a_device_ends_its_connection_with_a_reason_and_its_next_login_is_judged_afresh()
    {
        await using var host = await BrokerHost.StartAsync();
        var secret = await host.RegisterAsync("ENV-1");
        var (device, _) = await host.ConnectAsync(host.Options("ENV-1", secret));
        var gone = new TaskCompletionSource<MqttClientDisconnectedEventArgs>();
        device.DisconnectedAsync += args =>
        {
            gone.TrySetResult(args);
            return Task.CompletedTask;
        };
        await host.Registry.SetDeviceEnabledAsync("ENV-1", false, BrokerHost.TestTimeout);
        await host.Control.DisconnectAsync("ENV-1", "Disabled by a user.");
        var args = await gone.Task.WaitAsync(BrokerHost.TestTimeout);
        Assert.Equal(MqttClientDisconnectReason.AdministrativeAction, args.Reason);
        Assert.Equal("Disabled by a user.", args.ReasonString);
        Assert.Equal(MqttClientConnectResultCode.NotAuthorized, (await host.ConnectAsync(host.Options("ENV-1", secret))).Answer.ResultCode);
    }

    [Fact]
    public async Task The_device_is_told_how_its_connections_begin_and_end()
    {
        await using var host = await BrokerHost.StartAsync();
        var secret = await host.RegisterAsync("ENV-1");
        var (polite, _) = await host.ConnectAsync(host.Options("ENV-1", secret));
        var opened = await host.Changes.ReadAsync(BrokerHost.TestTimeout);
        Assert.Equal(("ENV-1", ConnectionChangeKind.Opened), (opened.DeviceId, opened.Change.Kind));
        await polite.SubscribeAsync(
            $"dairy/farm/{BrokerHost.FarmId}/barn/1/zone/2/sensor/ENV-1/command", cancellationToken: BrokerHost.TestTimeout);
        Assert.Equal(ConnectionChangeKind.CommandsSubscribed, (await host.Changes.ReadAsync(BrokerHost.TestTimeout)).Change.Kind);
        await polite.DisconnectAsync(cancellationToken: BrokerHost.TestTimeout);
        var closed = await host.Changes.ReadAsync(BrokerHost.TestTimeout);
        Assert.Equal((ConnectionChangeKind.ClosedByDevice, opened.Change.ConnectionId), (closed.Change.Kind, closed.Change.ConnectionId));

        var (rude, _) = await host.ConnectAsync(host.Options("ENV-1", secret));
        Assert.Equal(ConnectionChangeKind.Opened, (await host.Changes.ReadAsync(BrokerHost.TestTimeout)).Change.Kind);
        rude.Dispose();
        Assert.Equal(ConnectionChangeKind.Lost, (await host.Changes.ReadAsync(BrokerHost.TestTimeout)).Change.Kind);
    }

    [Fact]
    public async Task A_second_connection_takes_over_from_the_first_and_its_acknowledgements_go_to_it()
    {
        await using var host = await BrokerHost.StartAsync();
        var secret = await host.RegisterAsync("ENV-1");
        var (_, _) = await host.ConnectAsync(host.Options("ENV-1", secret, MqttProtocolVersion.V311).WithCleanSession(false));
        var (second, answer) = await host.ConnectAsync(host.Options("ENV-1", secret, MqttProtocolVersion.V311).WithCleanSession(false));
        Assert.Equal(MqttClientConnectResultCode.Success, answer.ResultCode);
        var publish =
            second.PublishStringAsync(BrokerHost.TelemetryTopic("ENV-1"), "{}", MQTTnet.Protocol.MqttQualityOfServiceLevel.AtLeastOnce,
                cancellationToken: BrokerHost.TestTimeout);
        (await host.NextDeliveryAsync()).TrySettle(SmartDairy.Streaming.Mqtt.MqttSettlement.Success);
        Assert.True((await publish).IsSuccess);
    }
}
