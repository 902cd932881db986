using System.Text.Json.Nodes;
using SmartDairy.Compatibility.Tests.Running;

namespace SmartDairy.Compatibility.Tests.Recording;

/// <content>What devices say, and the alerts and commands that follow from it.</content>
internal sealed partial class Activity
{
    private const string Commands = "dairy/farm/1/barn/1/zone/1/sensor/ENV-1/command";

    private async Task SendPastAsync()
    {
        var quarters = Enumerable.Range(1, 96).Select(quarter => now.AddMinutes(-15 * quarter)).Reverse().ToArray();
        await SendAsync("ENV-1", (Farm.Environment1, Batch(quarters.Select(time => Farm.Climate(time, 18 + (4 * Math.Sin(time.Hour / 4.0)))))));
        await SendAsync("ENV-2", (Farm.Environment2, Batch(quarters.Select(time => Farm.Climate(time.AddSeconds(7), 19 + (3 * Math.Sin(time.Hour / 4.0)))))), (Farm.Environment2, Old.ToJsonString()));

        // The very same value for ten hours: a detection about the sensor.
        await SendAsync("ENV-3", (Farm.Environment3, Batch(quarters[^40..].Select(time => Farm.Climate(time, 17.25)))));

        // What is refused or already known.
        await SendAsync("ENV-2", (Farm.Environment2, Old.ToJsonString()), (Farm.Environment2, "{\"readings\":"), (Farm.Environment2, Farm.Climate(now.AddDays(-60), 20).ToJsonString()), (Farm.Environment1, "{}"));
        await SendAsync("ENV-2", (Farm.Status("ENV-2"), """{"status":"warning","message":"battery low","battery_level":12,"configuration":{"interval":60}}"""));

        var hours = Enumerable.Range(1, 96).Select(hour => now.AddHours(-hour)).Reverse().ToArray();
        foreach (var (collar, animal) in new[] { ("COL-1", "COW-1"), ("COL-2", "COW-2") })
        {
            var place = $"dairy/farm/1/animal/{animal}";
            await SendAsync(
                collar,
                ($"{place}/activity/telemetry", Batch(hours.Select((time, i) => Farm.Activity(time, 60 + (i % 7), Zone)))),
                ($"{place}/fertility/heat", new JsonObject { ["timestamp"] = Farm.Text(now.AddHours(-3)), ["fertility_status"] = "estrus", ["heat_index"] = 0.93 }.ToJsonString()),
                ($"{place}/health/status", new JsonObject { ["timestamp"] = Farm.Text(now.AddHours(-2)), ["health_alert"] = true }.ToJsonString()));
        }

        await SendAsync("MTR-1", [.. Enumerable.Range(0, 6).SelectMany(Milking)]);
        await SendAsync("RFID-N", [.. Passage(now.AddHours(-4), "E200000001"), .. Passage(now.AddHours(-3), "E200000003"), .. Passage(now.AddHours(-2), "E2UNKNOWN")]);
        await SendAsync("RFID-B", [.. Enumerable.Range(0, 6).Select(i => (Farm.Area, Farm.Sighting(now.AddHours(-5).AddMinutes(5 * i), "E200000002", 1, -60).ToJsonString()))]);
    }

    /// <summary>Three milkings of two cows, twelve hours apart.</summary>
    private IEnumerable<(string Topic, string Message)> Milking(int number)
    {
        var begin = now.AddHours(-2 - (12 * (number / 2))).AddMinutes(20 * (number % 2));
        var (session, animal, litres) = ($"S-{number}", $"COW-{1 + (number % 2)}", 11.5 + number);
        yield return ($"{Farm.Stall}/start", Farm.MilkingBegins(begin, session, animal).ToJsonString());
        yield return ($"{Farm.Stall}/data", Farm.MilkFlows(begin.AddMinutes(2), session, 5, 3.2).ToJsonString());
        yield return ($"{Farm.Stall}/data", Farm.MilkFlows(begin.AddMinutes(4), session, litres - 1, 2.1).ToJsonString());
        yield return ($"{Farm.Stall}/end", Farm.MilkingEnds(begin, begin.AddMinutes(6), session, litres).ToJsonString());
    }

    private static IEnumerable<(string Topic, string Message)> Passage(DateTimeOffset time, string tag) => Enumerable.Range(0, 6)
        .Select(i => (Farm.Gate, Farm.Sighting(time.AddMilliseconds(400 * i), tag, i < 3 ? 1 : 2, -55 - Math.Abs(i - 2)).ToJsonString()));

    private async Task RaiseAlertsAsync()
    {
        await dairy.AskAsync("""
            mutation { saveContact(farmId: 1, input: {id: "vet", name: "Dr. Meyer", email: "vet@example.org", phone: "+491701234567", timeZone: "Europe/Berlin",
              channels: [{channel: EMAIL, minPriority: INFO, onCleared: true, digestEvery: "PT1H"}, {channel: SMS, enabled: false}], quietHours: [{from: "22:00", to: "22:01", days: [SUNDAY]}]}) { id } }
            """);
        await dairy.AskAsync("""
            mutation { subscribePush(farmId: 1, contactId: "vet", target: {endpoint: "https://push.example.org/1",
              p256dh: "BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM", auth: "tBHItJI5svbpez7KI4CCXg"}) { id } }
            """);
        await dairy.AskAsync($$"""mutation { createMute(farmId: 1, input: {barnId: 2, from: "{{Farm.Text(now.AddHours(-1))}}", to: "{{Farm.Text(now.AddHours(20))}}", reason: "cleaning"}) { id } }""");
        await dairy.AskAsync("""
            mutation { createAlertRule(farmId: 1, input: {name: "Heat", description: "Barn {barn_id}: {temperature_c} °C", priority: HIGH, category: "climate",
              conditions: [{field: "temperature_c", operator: GT, value: 30}], clearWhen: [{field: "temperature_c", operator: LT, value: 28}], suppression: "PT1H", maxPerHour: 5,
              scope: {deviceTypes: [ENVIRONMENTAL_SENSOR], barnIds: [1, 2]}, flapping: {changes: 3, within: "PT1H"}, severity: [{priority: CRITICAL, where: "temperature_c > 45"}],
              actions: [{type: "notification", channels: ["email", "push"]}]}) { id } }
            """);
        await dairy.AskAsync("""
            mutation { createAlertRule(farmId: 1, input: {name: "Damp", description: "{humidity_percent} %", priority: LOW, conditions: [], where: "humidity_percent > 90 AND thi < 200", clearWhere: "humidity_percent < 80",
              schedule: {quiet: true, windows: [{from: "03:00", to: "03:01", days: [MONDAY]}]}}) { id } }
            """);
        var idle = (await dairy.AskAsync("""
            mutation { createAlertRule(farmId: 1, input: {name: "Idle", description: "low", priority: INFO, enabled: false, conditions: [{field: "activity_score", operator: LT, value: 5}], for: "PT30M", noDataAfter: "P2D"}) { id } }
            """))["createAlertRule"]!["id"]!.GetValue<string>();
        await dairy.AskAsync($$"""
            mutation { updateAlertRule(id: "{{idle}}", input: {name: "Idle cow", description: "low", priority: INFO, enabled: false, conditions: [{field: "activity_score", operator: LT, value: 7}], clearAfter: "PT5M", renotifyEvery: "PT2H"}) { id } }
            """);
        var gone = (await dairy.AskAsync("""
            mutation { createAlertRule(farmId: 1, input: {name: "Gone", description: "gone", priority: INFO, conditions: [{field: "co2_ppm", operator: GT, value: 49000}]}) { id } }
            """))["createAlertRule"]!["id"]!.GetValue<string>();
        await dairy.AskAsync($$"""mutation { deleteAlertRule(id: "{{gone}}") }""");

        // Rules are in force on every silo within two seconds.
        await Task.Delay(TimeSpan.FromSeconds(4), TimeProvider.System);
        await LiveAsync("ENV-1", Farm.Environment1, 33, 95);
        await LiveAsync("ENV-2", Farm.Environment2, 34, 60);
        await LiveAsync("ENV-2", Farm.Environment2, 20, 60);
        await LiveAsync("ENV-2", Farm.Environment2, 35, 60);
        await LiveAsync("ENV-3", Farm.Environment3, 36, 60);
        var alerts = await Eventually.AskAsync(
            async () => (await dairy.AskAsync("{ alerts(farmId: 1) { nodes { id ruleName sourceId state } } }"))["alerts"]!["nodes"]!.AsArray(),
            alerts => alerts.Count == 3 && alerts.Count(alert => alert!["state"]!.GetValue<string>() == "CLEARED") == 1);
        Assert.Equal(3, alerts.Count);
        var heat = alerts.Single(alert => alert!["ruleName"]!.GetValue<string>() == "Heat" && alert["sourceId"]!.GetValue<string>() == "ENV-1")!["id"]!.GetValue<string>();
        await dairy.AskAsync($$"""mutation { acknowledgeAlert(id: "{{heat}}", comment: "on my way") { id } }""");
        await dairy.AskAsync($$"""mutation { commentAlert(id: "{{heat}}", text: "fans are on") { id } }""");
        await dairy.AskAsync($$"""mutation { assignAlert(id: "{{heat}}", assignee: "Anna") { id } }""");
    }

    private async Task LiveAsync(string device, string topic, double temperature, double humidity)
        => await SendAsync(device, (topic, Farm.Climate(TimeProvider.System.GetUtcNow(), temperature, humidity).ToJsonString()));

    private async Task CommandAsync()
    {
        await dairy.AskAsync("""mutation { setDeviceConfiguration(deviceId: "ENV-2", configuration: {interval: 30}) { id } }""");
        using var sensor = await ConnectAsync("ENV-1");
        await sensor.ObeyAsync(Commands, Farm.Status("ENV-1"));
        await dairy.AskAsync("""mutation { sendCommand(deviceId: "ENV-1", name: "set-interval", arguments: {seconds: 60}) { id } }""");
        foreach (var collar in new[] { "COL-1", "COL-2" })
        {
            await dairy.AskAsync($$"""mutation { sendCommand(deviceId: "{{collar}}", name: "find", timeout: "P1D") { id } }""");
        }

        var state = await Eventually.AskAsync(
            async () => (await dairy.AskAsync("""{ device(id: "ENV-1") { commands { state } } }"""))["device"]!["commands"]![0]!["state"]!.GetValue<string>(),
            state => state == "SUCCEEDED");
        Assert.Equal("SUCCEEDED", state);
        await sensor.LeaveAsync();
    }

    private async Task JudgeAsync()
    {
        var detections = await Eventually.AskAsync(
            async () => (await dairy.AskAsync("{ detections(farmId: 1) { nodes { id } } }"))["detections"]!["nodes"]!.AsArray(), detections => detections.Count > 0);
        Assert.NotEmpty(detections);
        await dairy.AskAsync($$"""mutation { judgeDetection(farmId: 1, id: "{{detections[0]!["id"]}}", verdict: CONFIRMED, comment: "it hung in a bag") { id } }""");
        var work = (await dairy.AskAsync("{ worklist(farmId: 1) { items { id } } }"))["worklist"]!["items"]!.AsArray();
        Assert.NotEmpty(work);
        await dairy.AskAsync("mutation($id: ID!) { handleWorkItem(farmId: 1, id: $id, comment: \"done\") { itemId } }", new { id = work[0]!["id"]!.GetValue<string>() });
    }
}
