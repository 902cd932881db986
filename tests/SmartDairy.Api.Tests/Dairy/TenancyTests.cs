using SmartDairy.Api.Tests.Hosting;
using Xunit;

namespace SmartDairy.Api.Tests.Dairy;

public sealed class TenancyTests
{
    [Theory]
    [InlineData("{ farm(id: 1) { id } }")]
    [InlineData("{ barn(farmId: 1, barnId: 1) { barnId } }")]
    [InlineData("{ devices(farmId: 1) { totalCount } }")]
    [InlineData("""{ animal(farmId: 1, id: "COW-1") { id } }""")]
    [InlineData("{ animals(farmId: 1) { totalCount } }")]
    [InlineData("{ ledger(farmId: 1) { received } }")]
    [InlineData("""mutation { createFarm(input: { id: 9, name: "mine" }) { id } }""")]
    [InlineData("""mutation { registerDevices(farmId: 1, devices: [{ id: "G", type: GATEWAY }]) { deviceId } }""")]
    [InlineData("""mutation { registerAnimals(farmId: 1, animals: [{ id: "COW-1" }]) { id } }""")]
    [InlineData("""mutation { renameBarn(farmId: 1, barnId: 1, name: "x") { barnId } }""")]
    public async Task A_farm_that_the_key_does_not_name_is_forbidden(string operation)
    {
        await using var host = await DairyTestHost.StartAsync();
        Assert.Equal("FORBIDDEN", await host.CodeAsync(operation, host.Api.Keys.Issue("of-farm-2", [2])));
    }

    [Fact]
    public async Task A_device_of_another_farm_is_as_if_it_were_not_there()
    {
        await using var host = await DairyTestHost.StartAsync();
        var key = host.Api.Keys.Issue("of-farm-2", [2]);
        Assert.Equal("""{"device":null}""", (await host.DataAsync("""{ device(id: "ENV-1-000") { id } }""", key)).GetRawText());
        Assert.Equal(
            """{"device":{"id":"ENV-2-000"}}""", (await host.DataAsync("""{ device(id: "ENV-2-000") { id } }""", key)).GetRawText());
        Assert.Equal(
            "NOT_FOUND", await host.CodeAsync("""mutation { setDeviceEnabled(deviceId: "ENV-1-000", enabled: false) { id } }""", key));
        Assert.Equal("NOT_FOUND", await host.CodeAsync("""mutation { sendCommand(deviceId: "ENV-1-000", name: "reboot") { id } }""", key));
    }

    [Fact]
    public async Task A_key_that_may_only_read_changes_nothing()
    {
        await using var host = await DairyTestHost.StartAsync();
        var key = host.Api.Keys.Issue("reader", [1], "read");
        await host.DataAsync("{ farm(id: 1) { name timeZone } }", key);
        Assert.Equal(
            "FORBIDDEN", await host.CodeAsync("""mutation { setDeviceEnabled(deviceId: "ENV-1-000", enabled: false) { id } }""", key));
    }

    [Theory]
    [InlineData("subscription { readings(farmId: 1) { deviceId } }", "FORBIDDEN")]
    [InlineData("subscription { deviceStatus(farmId: 1) { id } }", "FORBIDDEN")]
    public async Task What_may_not_be_seen_may_not_be_watched(string subscription, string code)
    {
        await using var host = await DairyTestHost.StartAsync();
        using var socket = await GraphQLSocketClient.OpenAsync(host.Api, host.Api.Keys.Issue("of-farm-2", [2]));
        await socket.SubscribeAsync("1", subscription);
        var error = await socket.ReadAsync("error");
        Assert.Equal(code, error.GetProperty("payload")[0].GetProperty("extensions").GetProperty("code").GetString());
    }
}
