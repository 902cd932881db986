using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Delivery;

namespace SmartDairy.Grains.Tests.Alerts.Delivery;

public sealed class NotificationOutageTests
{
    [Fact]
    public async Task What_a_mail_server_missed_in_an_hour_comes_once_when_it_is_back()
    {
        await using var farm = await NotificationFarm.StartAsync(Priority.High, null, null, NotificationFarm.Mail);
        for (var sensor = 1; sensor <= 3; sensor++)
        {
            await farm.SendTemperatureAsync(sensor, 34 + sensor);
            await farm.WaitForDeliveriesAsync();
            await farm.AdvanceMinutesAsync(20);
        }

        var waiting = await farm.DeliveriesAsync();
        Assert.Equal(3, waiting.Count);
        Assert.All(waiting, row =>
        {
            Assert.Equal(DeliveryState.Pending, row.State);
            Assert.InRange(row.Attempts, 2, 40);
            Assert.Contains("cannot be reached", row.ProviderResponse, StringComparison.Ordinal);
        });

        await using var server = await MailServer.StartAsync(farm.Port);
        await farm.AdvanceMinutesAsync(60);

        var rows = await farm.DeliveriesAsync();
        Assert.All(rows, row =>
        {
            Assert.Equal(DeliveryState.Delivered, row.State);
            Assert.Equal(1, row.Attempts - waiting.Single(before => before.Id == row.Id).Attempts);
            Assert.Contains("queued as 4711", row.ProviderMessageId, StringComparison.Ordinal);
            Assert.InRange(row.DeliveredAt!.Value - row.CreatedAt, 0, 90 * 60_000);
        });
        var mails = await server.EndAsync();
        Assert.Equal(rows.Select(row => $"{row.Id}@dairy.example.com").Order(), mails.Select(mail => mail.MessageId).Order());
        for (var sensor = 1; sensor <= 3; sensor++)
        {
            var alert = await farm.OnlyAlertAsync(sensor);
            Assert.Contains($"{34 + sensor}", alert.Message, StringComparison.Ordinal);
            var row = rows.Single(one => one.AlertId == alert.Id);
            Assert.Contains(
                alert.Message, mails.Single(mail => mail.MessageId == $"{row.Id}@dairy.example.com").TextBody, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_was_held_back_for_a_day_is_tried_as_long_as_what_was_not()
    {
        await using var farm = await NotificationFarm.StartAsync(
            Priority.High, NotificationFarm.Anna with { QuietHours = [new(new(13, 0), new(12, 55))] }, null, NotificationFarm.Mail);
        await farm.SendTemperatureAsync(1, 35);
        farm.Dairy.Time.Advance(TimeSpan.FromMinutes((24 * 60) - 10));
        await farm.AdvanceMinutesAsync(60);
        Assert.Equal(DeliveryState.Pending, Assert.Single(await farm.DeliveriesAsync()).State);
        await using var server = await MailServer.StartAsync(farm.Port);
        await farm.AdvanceMinutesAsync(20);
        Assert.Equal(DeliveryState.Delivered, Assert.Single(await farm.DeliveriesAsync()).State);
        Assert.Single(await server.EndAsync());
    }

    [Fact]
    public async Task What_a_broker_missed_is_published_later_once()
    {
        await using var farm = await NotificationFarm.StartAsync(Priority.High, null, null);
        farm.Dairy.Publisher.Failures = 1;
        await farm.SendTemperatureAsync(1, 35);
        await farm.UntilAsync(async () => (await farm.DeliveriesAsync(DeliveryChannel.Mqtt)) is [{ State: DeliveryState.Delivered }]);
        var (topic, payload) = Assert.Single(farm.Dairy.Publisher.Published);
        Assert.Equal("dairy/farm/1/alert/warning/environment", topic);
        Assert.Contains((await farm.OnlyAlertAsync()).Id, payload, StringComparison.Ordinal);
    }
}
