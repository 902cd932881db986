using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Refusals;
using SmartDairy.Grains.Tests.Cluster;
using SmartDairy.Notifications.Links;

namespace SmartDairy.Grains.Tests.Alerts.Delivery;

public sealed class OutboxGrainTests
{
    [Fact]
    public async Task An_address_that_is_refused_is_a_dead_letter_until_it_is_sent_again()
    {
        await using var farm =
            await NotificationFarm.StartAsync(
                Priority.High, NotificationFarm.Anna with { Email = "nobody@farm.example" }, null, NotificationFarm.Mail);
        var strict = await MailServer.StartAsync(farm.Port);
        await using (strict)
        {
            await farm.SendTemperatureAsync(1, 35);
            await farm.UntilAsync(async () => (await farm.DeliveriesAsync()) is [{ State: DeliveryState.Dead }]);
            Assert.Empty(await strict.EndAsync());
        }

        var dead = Assert.Single(await farm.DeliveriesAsync());
        Assert.Equal(1, dead.Attempts);
        Assert.StartsWith("550", dead.ProviderResponse, StringComparison.Ordinal);
        var alert = await farm.OnlyAlertAsync();
        await farm.UntilAsync(async () => (await farm.Dairy.AlertStore.ListEventsAsync(alert.Id, DairyTestCluster.TimeoutToken)).Any(
            one => one.Kind == AlertEventKind.ActionFailed && one.Text!.StartsWith("EMAIL: 550", StringComparison.Ordinal)));

        await using var kind = await MailServer.StartAsync(farm.Port, everybody: true);
        var dispatch = farm.Dairy.Grains.GetGrain<IOutboxGrain>(DairyTestCluster.FarmId);
        Assert.Equal(dead.Id, (await dispatch.ResendAsync(dead.Id))!.Id);
        await farm.AdvanceMinutesAsync(2);
        Assert.Equal(DeliveryState.Delivered, Assert.Single(await farm.DeliveriesAsync()).State);
        Assert.Equal(RefusalKind.Conflict, (await Assert.ThrowsAsync<RefusedException>(() => dispatch.ResendAsync(dead.Id))).Kind);
        Assert.Null(await dispatch.ResendAsync("no-such-delivery"));
        Assert.Equal($"{dead.Id}@dairy.example.com", Assert.Single(await kind.EndAsync()).MessageId);
    }

    [Fact]
    public async Task The_link_in_a_mail_acknowledges_its_alert_for_its_contact()
    {
        await using var farm = await NotificationFarm.StartAsync(Priority.High, null, null, NotificationFarm.Mail);
        await using var server = await MailServer.StartAsync(farm.Port);
        await farm.SendTemperatureAsync(1, 35);
        await farm.WaitForDeliveriesAsync();
        var text = Assert.Single(await server.EndAsync()).TextBody;
        var token = Regex.Match(text!, "https://dairy.example.com/alerts/ack\\?token=([A-Za-z0-9_-]+)").Groups[1].Value;
        Assert.True(
            farm.Dairy.Services.GetRequiredService<AcknowledgeLinkSigner>().TryRead(token, farm.Dairy.SiloTime.GetUtcNow(), out var link));
        Assert.Equal((DairyTestCluster.FarmId, (await farm.OnlyAlertAsync()).Id, "anna"), (link.FarmId, link.AlertId, link.ContactId));
    }

    [Fact]
    public async Task Quiet_hours_are_quiet_and_what_was_over_before_their_end_wakes_nobody()
    {
        await using var farm = await NotificationFarm.StartAsync(
            Priority.High, NotificationFarm.Anna with { QuietHours = [new(new(13, 0), new(14, 0))] }, null, NotificationFarm.Mail);
        await using var server = await MailServer.StartAsync(farm.Port);
        await farm.SendTemperatureAsync(1, 35);
        await farm.SendTemperatureAsync(2, 36);
        await farm.AdvanceMinutesAsync(30);
        await farm.SendTemperatureAsync(2, 20);
        await farm.AdvanceMinutesAsync(29);
        Assert.All(await farm.DeliveriesAsync(), row => Assert.Equal((DeliveryState.Pending, 0), (row.State, row.Attempts)));
        await farm.AdvanceMinutesAsync(2);
        var (lasting, over) = (await farm.OnlyAlertAsync(1), await farm.OnlyAlertAsync(2));
        var rows = (await farm.DeliveriesAsync()).ToDictionary(row => row.AlertId!);
        Assert.Equal((DeliveryState.Delivered, DeliveryState.Skipped), (rows[lasting.Id].State, rows[over.Id].State));
        Assert.Equal($"{rows[lasting.Id].Id}@dairy.example.com", Assert.Single(await server.EndAsync()).MessageId);
    }

    [Fact]
    public async Task A_digest_is_one_mail_for_all_it_gathered()
    {
        await using var farm = await NotificationFarm.StartAsync(
            Priority.Medium, NotificationFarm.Anna with { Channels = [new("email", DigestEvery: TimeSpan.FromMinutes(15))] }, null,
            NotificationFarm.Mail);
        await using var server = await MailServer.StartAsync(farm.Port);
        for (var sensor = 1; sensor <= 3; sensor++)
        {
            await farm.SendTemperatureAsync(sensor, 34 + sensor);
            await farm.AdvanceMinutesAsync(4);
        }

        Assert.All(await farm.DeliveriesAsync(), row => Assert.Equal((DeliveryState.Pending, 0), (row.State, row.Attempts)));
        await farm.AdvanceMinutesAsync(20);
        var rows = await farm.DeliveriesAsync();
        Assert.Equal(3, rows.Count);
        Assert.All(rows, row => Assert.Equal((DeliveryState.Delivered, 1), (row.State, row.Attempts)));
        var text = Assert.Single(await server.EndAsync()).TextBody;
        for (var sensor = 1; sensor <= 3; sensor++)
        {
            Assert.Contains((await farm.OnlyAlertAsync(sensor)).Message, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Who_does_not_acknowledge_is_told_again_and_then_his_chief_until_somebody_does()
    {
        await using var farm = await NotificationFarm.StartAsync(
            Priority.High, null, TimeSpan.FromMinutes(10), NotificationFarm.Mail,
            """{"type":"escalate","levels":[{"after":"PT15M","to":["chief@farm.example"],"channels":["email"]}]}""");
        await using var server = await MailServer.StartAsync(farm.Port);
        await farm.SendTemperatureAsync(1, 35);
        await farm.AdvanceMinutesAsync(27);
        Assert.Equal(
            [(DeliveryPurpose.Opened, "anna@farm.example"), (DeliveryPurpose.Escalated, "chief@farm.example"),
                (DeliveryPurpose.Reminded, "anna@farm.example"), (DeliveryPurpose.Reminded, "anna@farm.example")],
            (await farm.DeliveriesAsync()).Select(row => (row.Purpose, row.Address)).OrderBy(one => one.Purpose));
        var alert = await farm.OnlyAlertAsync();
        await farm.Alert(1).AcknowledgeAsync(alert.Id, "anna", null);
        await farm.AdvanceMinutesAsync(60);
        await farm.Alert(1).ProcessDueAsync();
        Assert.Null((await farm.OnlyAlertAsync()).DueAt);
        Assert.Equal(4, (await farm.DeliveriesAsync()).Count);
        Assert.Equal(4, (await server.EndAsync()).Count);
    }

    [Fact]
    public async Task A_snooze_is_silent_until_it_ends()
    {
        await using var farm = await NotificationFarm.StartAsync(Priority.High, null, TimeSpan.FromMinutes(5), NotificationFarm.Mail);
        await using var server = await MailServer.StartAsync(farm.Port);
        await farm.SendTemperatureAsync(1, 35);
        await farm.WaitForDeliveriesAsync();
        await farm.Alert(1).SnoozeAsync((await farm.OnlyAlertAsync()).Id, farm.Dairy.Now + (30 * 60_000), "anna");
        await farm.AdvanceMinutesAsync(29);
        Assert.Single(await farm.DeliveriesAsync());
        await farm.AdvanceMinutesAsync(2);
        Assert.Equal([DeliveryPurpose.Opened, DeliveryPurpose.Reminded], (await farm.DeliveriesAsync()).Select(row => row.Purpose).Order());
        Assert.Equal(2, (await server.EndAsync()).Count);
    }

    [Fact]
    public async Task Who_was_told_only_when_it_got_worse_is_told_that_it_is_over()
    {
        await using var farm = await NotificationFarm.StartAsync(
            Priority.Low, NotificationFarm.Anna with { Channels = [new("email", MinPriority: Priority.High, OnCleared: true)] }, null,
            NotificationFarm.Mail);
        await farm.SendTemperatureAsync(1, 35);
        Assert.Empty(await farm.DeliveriesAsync());
        await farm.SendTemperatureAsync(1, 45);
        await farm.SendTemperatureAsync(1, 20);
        Assert.Equal(
            [DeliveryPurpose.Worsened, DeliveryPurpose.Cleared], (await farm.DeliveriesAsync()).Select(row => row.Purpose).Order());
    }

    [Fact]
    public async Task A_command_goes_to_the_farms_own_device_only()
    {
        await using var farm = await NotificationFarm.StartAsync(
            Priority.High, null, null, """{"type":"command","name":"fan_on","arguments":{"level":3}}""",
            """{"type":"command","name":"fan_on","deviceId":"ENV-9"}""");
        var other = farm.Dairy.Grains.GetGrain<IFarmGrain>(2);
        await other.CreateAsync(new FarmSnapshot(2, "Other", "Europe/Berlin"));
        await other.RegisterDevicesAsync(
            [TestDevices.Sensor("ENV-9") with
            { FarmId = 2, TopicPrefix = TestDevices.Sensor("ENV-9").TopicPrefix.Replace("farm/1", "farm/2", StringComparison.Ordinal) }]);

        await farm.SendTemperatureAsync(1, 35);
        await farm.UntilAsync(async () => (await farm.DeliveriesAsync(DeliveryChannel.Command)) is { Count: 2 } all
            && all.All(row => row.State != DeliveryState.Pending));

        var rows = (await farm.DeliveriesAsync(DeliveryChannel.Command)).ToDictionary(row => row.Address);
        var queued = Assert.Single(await farm.Dairy.Device("ENV-1").ListCommandsAsync());
        Assert.Equal(("fan_on", """{"level":3}"""), (queued.Name, queued.Arguments));
        Assert.Equal((DeliveryState.Delivered, queued.Id), (rows["ENV-1"].State, rows["ENV-1"].ProviderMessageId));
        Assert.Equal((DeliveryState.Dead, "Farm 1 has no device ENV-9."), (rows["ENV-9"].State, rows["ENV-9"].ProviderResponse));
        Assert.Empty(await farm.Dairy.Device("ENV-9").ListCommandsAsync());
    }
}
