using Xunit;

namespace SmartDairy.Api.Tests.Dairy;

public sealed class DeviceTests
{
    [Fact]
    public async Task Fifty_devices_with_their_state_are_one_round_of_calls()
    {
        await using var host = await DairyTestHost.StartAsync();
        host.Farm.AnswerAfterCalls = 50;
        var data =
            await host.DataAsync(
                "{ devices(farmId: 1) { nodes { id status lastSeen messagesStored latest { metric value unit time quality } } } }");
        var nodes = data.GetProperty("devices").GetProperty("nodes");
        Assert.Equal(50, nodes.GetArrayLength());
        Assert.Equal(50, host.Farm.Calls);
        Assert.Equal(1, host.History.CountQueries);
        Assert.Equal("ONLINE", nodes[0].GetProperty("status").GetString());
        Assert.Equal(long.MaxValue, nodes[0].GetProperty("messagesStored").GetInt64());
        Assert.Equal("1970-01-01T00:00:01.000Z", nodes[49].GetProperty("latest")[0].GetProperty("time").GetString());
    }

    [Fact]
    public async Task Newest_values_and_status_need_no_store_and_only_counters_are_unavailable_without_it()
    {
        await using var host = await DairyTestHost.StartAsync();
        host.History.Unavailable = true;
        var device =
            (await host.DataAsync(
                """{ device(id: "ENV-1-000") { status connected lastSeen batteryLevel firmwareVersion latest { metric value } } }""")).GetProperty("device");
        Assert.Equal("ONLINE", device.GetProperty("status").GetString());
        Assert.Equal(18.5, device.GetProperty("latest")[0].GetProperty("value").GetDouble());
        Assert.Equal(0, host.History.CountQueries);

        var answer =
            await host.Api.QueryAsync(
                """{ device(id: "ENV-1-000") { latest { value } } counters: device(id: "ENV-1-000") { messagesStored } }""");
        Assert.Equal(18.5, answer.GetProperty("data").GetProperty("device").GetProperty("latest")[0].GetProperty("value").GetDouble());
        var error = Assert.Single(answer.GetProperty("errors").EnumerateArray());
        Assert.Equal("UNAVAILABLE", error.GetProperty("extensions").GetProperty("code").GetString());
        Assert.Equal(["counters", "messagesStored"], error.GetProperty("path").EnumerateArray().Select(step => step.GetString()));
    }

    [Fact]
    public async Task What_a_registration_says_costs_no_call()
    {
        await using var host = await DairyTestHost.StartAsync();
        await host.DataAsync("{ devices(farmId: 1) { nodes { id farmId type barnId zoneId name animalId gatewayId } } }");
        Assert.Equal(0, host.Farm.Calls);
    }

    [Fact]
    public async Task Pages_follow_each_other()
    {
        await using var host = await DairyTestHost.StartAsync();
        var ids = new List<string>();
        for (string? after = null; ;)
        {
            var page =
                (await host.DataAsync(
                    $$"""{ devices(farmId: 1, first: 20{{(after is null ? "" : $", after: \"{after}\"")}}) { totalCount pageInfo { hasNextPage endCursor } edges { cursor node { id } } } }"""))
                .GetProperty("devices");
            Assert.Equal(50, page.GetProperty("totalCount").GetInt32());
            ids.AddRange(
                page.GetProperty("edges").EnumerateArray().Select(edge => edge.GetProperty("node").GetProperty("id").GetString()!));
            if (!page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean())
            {
                break;
            }

            after = page.GetProperty("pageInfo").GetProperty("endCursor").GetString();
        }

        Assert.Equal(50, ids.Distinct().Count());
    }

    [Fact]
    public async Task Registering_gives_a_line_to_paste()
    {
        await using var host = await DairyTestHost.StartAsync();
        var data = await host.DataAsync("""
            mutation { registerDevices(farmId: 1, devices: [{ id: "ENV-NEW", type: ENVIRONMENTAL_SENSOR, barnId: 1, zoneId: 2 }]) { deviceId username password publishTopic example } }
            """);
        var credentials = data.GetProperty("registerDevices")[0];
        Assert.Equal("dairy/farm/1/barn/1/zone/2/sensor/ENV-NEW/telemetry", credentials.GetProperty("publishTopic").GetString());
        Assert.Equal(
            "mosquitto_pub -h broker.example -p 1883 -V mqttv5 -i ENV-NEW -u ENV-NEW -P secret -q 1 -t dairy/farm/1/barn/1/zone/2/sensor/ENV-NEW/telemetry "
            + """-m '{"readings":{"temperature_c":18.5,"humidity_percent":65}}'""",
            credentials.GetProperty("example").GetString());
    }

    [Theory]
    [InlineData("""mutation { registerDevices(farmId: 1, devices: [{ id: "A", type: ENVIRONMENTAL_SENSOR }]) { deviceId } }""",
        "INVALID_ARGUMENT")]
    [InlineData("""mutation { registerDevices(farmId: 1, devices: []) { deviceId } }""", "INVALID_ARGUMENT")]
    [InlineData("""mutation { registerDevices(farmId: 3, devices: [{ id: "G", type: GATEWAY }]) { deviceId } }""", "NOT_FOUND")]
    [InlineData("""mutation { sendCommand(deviceId: "ENV-1-000", name: "no/slash") { id } }""", "INVALID_ARGUMENT")]
    [InlineData("""mutation { sendCommand(deviceId: "ENV-1-000", name: "reboot", timeout: "P2D") { id } }""", "INVALID_ARGUMENT")]
    [InlineData("""mutation { setDeviceConfiguration(deviceId: "ENV-1-000", configuration: [1]) { id } }""", "INVALID_ARGUMENT")]
    [InlineData("""mutation { createFarm(input: { id: 1, name: "x" }) { id } }""", "CONFLICT")]
    [InlineData("""mutation { createFarm(input: { id: 1, name: "x", timeZone: "Mars/Olympus" }) { id } }""", "INVALID_ARGUMENT")]
    public async Task What_is_wrong_is_said(string mutation, string code)
    {
        await using var host = await DairyTestHost.StartAsync();
        Assert.Equal(code, await host.CodeAsync(mutation));
    }

    [Fact]
    public async Task A_command_carries_its_arguments_and_its_default_time_out()
    {
        await using var host = await DairyTestHost.StartAsync();
        var command = (await host.DataAsync("""
            mutation { sendCommand(deviceId: "ENV-1-000", name: "set-interval", arguments: { seconds: 30 }) { state arguments deadlineAt result completedAt } }
            """)).GetProperty("sendCommand");
        Assert.Equal("TIMED_OUT", command.GetProperty("state").GetString());
        Assert.Equal(30, command.GetProperty("arguments").GetProperty("seconds").GetInt32());
        Assert.Equal("1970-01-01T00:00:30.000Z", command.GetProperty("deadlineAt").GetString());
    }
}
