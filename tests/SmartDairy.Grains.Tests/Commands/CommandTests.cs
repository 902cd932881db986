using System.Text.Json;
using SmartDairy.Contracts.Commands;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Refusals;
using SmartDairy.Grains.Tests.Cluster;

namespace SmartDairy.Grains.Tests.Commands;

public sealed class CommandTests
{
    private static readonly CommandRequest Reboot = new("reboot", """{"delay":5}""", TimeSpan.FromMinutes(5));

    [Fact]
    public async Task A_command_waits_for_the_device_and_follows_what_it_answers()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        var device = await dairy.RegisterAsync(TestDevices.Sensor());
        var command = (await device.SendCommandAsync(Reboot))!;
        Assert.Equal(CommandState.Queued, command.State);
        Assert.Empty(dairy.Publisher.Published);

        await ListenAsync(dairy, 1);
        var (topic, payload) = Assert.Single(dairy.Publisher.Published);
        Assert.Equal("dairy/farm/1/barn/1/zone/2/sensor/ENV-1/command", topic);
        var sent = JsonDocument.Parse(payload).RootElement;
        Assert.Equal(command.Id, sent.GetProperty("command_id").GetString());
        Assert.Equal(5, sent.GetProperty("arguments").GetProperty("delay").GetInt32());
        Assert.Equal(command.DeadlineAt, sent.GetProperty("expires_at").GetDateTimeOffset().ToUnixTimeMilliseconds());
        Assert.Equal(CommandState.Sent, await StateAsync(dairy));

        await AnswerAsync(dairy, command.Id, "delivered");
        Assert.Equal(CommandState.Delivered, await StateAsync(dairy));
        await AnswerAsync(dairy, "somebody-elses", "failed");
        await AnswerAsync(dairy, command.Id, "succeeded", ""","result":{"took":3}""");
        await AnswerAsync(dairy, command.Id, "failed");
        var ended = Assert.Single(await device.ListCommandsAsync());
        Assert.Equal((CommandState.Succeeded, """{"took":3}""", dairy.Now), (ended.State, ended.Result, ended.CompletedAt));
    }

    [Theory]
    [InlineData(true, CommandState.TimedOut)]
    [InlineData(false, CommandState.Expired)]
    public async Task A_command_nobody_answers_ends_on_time(bool listening, CommandState end)
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        var device = await dairy.RegisterAsync(TestDevices.Sensor());
        if (listening)
        {
            await ListenAsync(dairy, 1);
        }

        await device.SendCommandAsync(Reboot);
        dairy.Time.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(listening ? CommandState.Sent : CommandState.Queued, await StateAsync(dairy));
        dairy.Time.Advance(TimeSpan.FromMinutes(1) + TimeSpan.FromMilliseconds(1));
        await UntilAsync(dairy, end);
        await ListenAsync(dairy, 2);
        Assert.Equal(listening ? 1 : 0, dairy.Publisher.Published.Count);
    }

    [Fact]
    public async Task A_command_outlives_the_sleep_of_its_actor()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        var device = await dairy.RegisterAsync(TestDevices.Sensor());
        await device.SendCommandAsync(Reboot);
        await dairy.DeactivateAsync(dairy.Grains.GetGrain<IDeviceCommandsGrain>("ENV-1"));
        Assert.Equal(CommandState.Queued, await StateAsync(dairy));
        dairy.Time.Advance(TimeSpan.FromMinutes(6));
        await UntilAsync(dairy, CommandState.Expired);
    }

    [Fact]
    public async Task A_device_that_is_connected_is_not_forgotten_however_quiet_it_is()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        var device = await dairy.RegisterAsync(TestDevices.Sensor());
        await ListenAsync(dairy, 1);
        await dairy.Grains.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero, TestContext.Current.CancellationToken);
        await device.SendCommandAsync(Reboot);
        Assert.Equal(CommandState.Sent, await StateAsync(dairy));
        Assert.True((await dairy.SnapshotAsync()).Connected);
    }

    [Theory]
    [InlineData(ConnectionChangeKind.ClosedByDevice)]
    [InlineData(ConnectionChangeKind.Lost)]
    public async Task A_command_sent_after_the_connection_ended_waits_for_the_next(ConnectionChangeKind end)
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        var device = await dairy.RegisterAsync(TestDevices.Sensor());
        await ListenAsync(dairy, 1);
        await device.HandleConnectionChangeAsync(new ConnectionChange(end, dairy.Now, 1));
        await device.SendCommandAsync(Reboot);
        Assert.Equal(CommandState.Queued, await StateAsync(dairy));
        Assert.Empty(dairy.Publisher.Published);
        await ListenAsync(dairy, 2);
        Assert.Equal(CommandState.Sent, await StateAsync(dairy));

        await device.HandleConnectionChangeAsync(new ConnectionChange(end, dairy.Now, 1));
        await device.SendCommandAsync(Reboot);
        Assert.Equal(2, dairy.Publisher.Published.Count);
    }

    [Fact]
    public async Task A_hundred_commands_are_kept_and_an_ended_one_makes_room()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        var device = await dairy.RegisterAsync(TestDevices.Sensor());
        var ids = new List<string>();
        for (var i = 0; i < 100; i++)
        {
            ids.Add((await device.SendCommandAsync(Reboot))!.Id);
        }

        Assert.Equal(RefusalKind.Conflict, (await Assert.ThrowsAsync<RefusedException>(() => device.SendCommandAsync(Reboot))).Kind);
        await ListenAsync(dairy, 1);
        await AnswerAsync(dairy, ids[40], "failed");
        var added = (await device.SendCommandAsync(Reboot))!.Id;
        var kept = (await device.ListCommandsAsync()).Select(command => command.Id).ToList();
        Assert.Equal(ids.Where(id => id != ids[40]).Append(added).Reverse(), kept);
    }

    [Fact]
    public async Task A_wanted_configuration_is_published_when_the_device_subscribes_to_it_and_what_it_has_is_kept()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        var device = await dairy.RegisterAsync(TestDevices.Sensor());
        await device.SetDesiredConfigurationAsync("""{"every":60}""");
        Assert.Empty(dairy.Publisher.Published);
        await ListenAsync(dairy, 1);
        Assert.Empty(dairy.Publisher.Published);
        await dairy.Device("ENV-1")
            .HandleConnectionChangeAsync(new ConnectionChange(ConnectionChangeKind.ConfigurationSubscribed, dairy.Now, 1));
        Assert.Equal(("dairy/farm/1/barn/1/zone/2/sensor/ENV-1/config", """{"every":60}"""), Assert.Single(dairy.Publisher.Published));
        await dairy.SendStatusAsync(TestDevices.Sensor(), """{"configuration":{"every":30}}""");
        Assert.Equal(
            new DeviceConfiguration("""{"every":60}""", """{"every":30}"""),
            await dairy.Grains.GetGrain<IDeviceCommandsGrain>("ENV-1").GetConfigurationAsync());
    }

    [Fact]
    public async Task A_command_waits_while_the_device_listens_only_for_its_configuration()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        var device = await dairy.RegisterAsync(TestDevices.Sensor());
        await device.HandleConnectionChangeAsync(new ConnectionChange(ConnectionChangeKind.Opened, dairy.Now, 1));
        await device.HandleConnectionChangeAsync(new ConnectionChange(ConnectionChangeKind.ConfigurationSubscribed, dairy.Now, 1));
        Assert.Equal(CommandState.Queued, (await device.SendCommandAsync(Reboot))!.State);
        Assert.Empty(dairy.Publisher.Published);
    }

    [Fact]
    public async Task With_a_broker_that_tells_of_no_subscriptions_a_command_and_a_configuration_go_at_once()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        dairy.Connections.ReportsSubscriptions = false;
        var device = await dairy.RegisterAsync(TestDevices.Sensor());
        var command = (await device.SendCommandAsync(Reboot))!;
        Assert.Equal(CommandState.Sent, command.State);
        await device.SetDesiredConfigurationAsync("""{"every":60}""");
        Assert.Equal(
            ["dairy/farm/1/barn/1/zone/2/sensor/ENV-1/command", "dairy/farm/1/barn/1/zone/2/sensor/ENV-1/config"],
            dairy.Publisher.Published.Select(published => published.Topic));
        await AnswerAsync(dairy, command.Id, "succeeded");
        Assert.Equal(CommandState.Succeeded, await StateAsync(dairy));
    }

    [Fact]
    public async Task While_such_a_broker_is_away_a_command_waits_and_is_tried_again()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        dairy.Connections.ReportsSubscriptions = false;
        dairy.Publisher.Failures = 2;
        var device = await dairy.RegisterAsync(TestDevices.Sensor());
        Assert.Equal(CommandState.Queued, (await device.SendCommandAsync(Reboot))!.State);
        dairy.Time.Advance(TimeSpan.FromSeconds(5));
        var soon = DairyTestCluster.TimeoutToken;
        while (dairy.Publisher.Failures > 0)
        {
            soon.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        Assert.Equal(CommandState.Queued, await StateAsync(dairy));
        dairy.Time.Advance(TimeSpan.FromSeconds(5));
        await UntilAsync(dairy, CommandState.Sent);
        Assert.Single(dairy.Publisher.Published);
    }

    [Fact]
    public async Task Nobody_has_commands()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        Assert.Null(await dairy.Device("NOBODY").SendCommandAsync(Reboot));
        Assert.Null(await dairy.Device("NOBODY").SetDesiredConfigurationAsync("{}"));
        Assert.Empty(await dairy.Device("NOBODY").ListCommandsAsync());
    }

    private static async Task ListenAsync(DairyTestCluster dairy, long connection)
    {
        await dairy.Device("ENV-1").HandleConnectionChangeAsync(new ConnectionChange(ConnectionChangeKind.Opened, dairy.Now, connection));
        await dairy.Device("ENV-1")
            .HandleConnectionChangeAsync(new ConnectionChange(ConnectionChangeKind.CommandsSubscribed, dairy.Now, connection));
    }

    private static Task AnswerAsync(DairyTestCluster dairy, string id, string state, string more = "")
        => dairy.SendStatusAsync(TestDevices.Sensor(), $$"""{"command_id":"{{id}}","command_state":"{{state}}"{{more}}}""");

    private static async Task<CommandState> StateAsync(DairyTestCluster dairy)
        => (await dairy.Device("ENV-1").ListCommandsAsync())[0].State;

    private static async Task UntilAsync(DairyTestCluster dairy, CommandState state)
    {
        // The clock has moved; the actor's turn comes when it comes.
        var soon = DairyTestCluster.TimeoutToken;
        while (await StateAsync(dairy) != state)
        {
            soon.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
