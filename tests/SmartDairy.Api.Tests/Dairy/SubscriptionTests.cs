using SmartDairy.Api.Tests.Hosting;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using Xunit;

namespace SmartDairy.Api.Tests.Dairy;

public sealed class SubscriptionTests
{
    [Fact]
    public async Task Readings_come_with_the_wanted_metrics_only_and_the_feed_is_left()
    {
        await using var host = await DairyTestHost.StartAsync();
        using var socket = await GraphQLSocketClient.OpenAsync(host.Api);
        await socket.SubscribeAsync(
            "1", """subscription { readings(farmId: 1, metrics: ["co2_ppm"]) { deviceId time values { metric value unit quality } } }""");
        host.Feed.Readings.Writer.TryWrite(Air("ENV-1-000", co2: double.NaN));
        host.Feed.Readings.Writer.TryWrite(Air("ENV-1-001", co2: 800));
        var reading = (await socket.ReadAsync("next")).GetProperty("payload").GetProperty("data").GetProperty("readings");
        Assert.Equal("ENV-1-001", reading.GetProperty("deviceId").GetString());
        Assert.Equal("""[{"metric":"co2_ppm","value":800,"unit":"ppm","quality":90}]""", reading.GetProperty("values").GetRawText());
        await socket.SendAsync(new { id = "1", type = "complete" });
        await host.Feed.Unsubscribed.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_status_is_the_one_that_was_sent_and_not_asked_again()
    {
        await using var host = await DairyTestHost.StartAsync();
        using var socket = await GraphQLSocketClient.OpenAsync(host.Api);
        await socket.SubscribeAsync("1", "subscription { deviceStatus(farmId: 1) { id status latest { metric } } }");
        var device =
            new FakeDeviceGrain(host.Farm, new()
            { Id = "ENV-1-000", FarmId = 1, Type = DeviceType.EnvironmentalSensor, TopicPrefix = "p" }).Snapshot();
        host.Feed.Statuses.Writer.TryWrite(device with { Status = DeviceStatus.Warning });
        var data = (await socket.ReadAsync("next")).GetProperty("payload").GetProperty("data").GetProperty("deviceStatus");
        Assert.Equal("WARNING", data.GetProperty("status").GetString());
        Assert.Equal(0, host.Farm.Calls);
    }

    [Theory]
    [InlineData("subscription { readings(farmId: 3) { deviceId } }", "NOT_FOUND", "farm")]
    [InlineData("""subscription { readings(farmId: 1, metrics: ["temprature_c"]) { deviceId } }""", "INVALID_ARGUMENT",
        "Did you mean 'temperature_c'?")]
    public async Task What_can_not_be_watched_is_said(string subscription, string code, string said)
    {
        await using var host = await DairyTestHost.StartAsync();
        using var socket = await GraphQLSocketClient.OpenAsync(host.Api);
        await socket.SubscribeAsync("1", subscription);
        var error = (await socket.ReadAsync("error")).GetProperty("payload")[0];
        Assert.Equal(code, error.GetProperty("extensions").GetProperty("code").GetString());
        Assert.Contains(said, error.GetProperty("extensions").GetProperty("hint").GetString() + error.GetProperty("message").GetString(),
            StringComparison.Ordinal);
    }

    private static EnvironmentReading Air(string device, double co2)
    {
        var values = new double[Metrics.ForFamily(ReadingFamily.Environment).Length];
        Array.Fill(values, double.NaN);
        values[0] = 18.5;
        values[Metrics.Find(ReadingFamily.Environment, "co2_ppm")!.Index] = co2;
        return new() { DeviceId = device, FarmId = 1, Time = 1_000, ReceivedAt = 2_000, MessageId = 1, Quality = 90, Values = values };
    }
}
