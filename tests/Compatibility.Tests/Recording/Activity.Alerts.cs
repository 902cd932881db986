using SmartDairy.Compatibility.Tests.Running;

namespace SmartDairy.Compatibility.Tests.Recording;

/// <content>Rules, the alerts that they raise, commands and what people say of it all.</content>
internal sealed partial class Activity
{
    private const string Commands = "dairy/farm/1/barn/1/zone/1/sensor/ENV-1/command";

    private async Task RaiseAlertsAsync()
    {
        await SaveBooksAsync();

        // Rules are in force on every silo within two seconds.
        await Task.Delay(TimeSpan.FromSeconds(4), TimeProvider.System);
        await LiveAsync("ENV-1", Farm.Environment1, 33, 95);
        await LiveAsync("ENV-2", Farm.Environment2, 34, 60);
        await LiveAsync("ENV-2", Farm.Environment2, 20, 60);
        await LiveAsync("ENV-2", Farm.Environment2, 35, 60);
        await LiveAsync("ENV-3", Farm.Environment3, 36, 60);
        var alerts = await Eventually.AskAsync(
            async () => (await dairy.AskAsync("{ alerts(farmId: 1) { nodes { id ruleName sourceId state } } }")).List("alerts", "nodes"),
            alerts => alerts.Count == 3 && alerts.Count(alert => alert.Text("state") == "CLEARED") == 1);
        Assert.Equal(3, alerts.Count);
        var heat = alerts.Single(alert => alert.Text("ruleName") == "Heat" && alert.Text("sourceId") == "ENV-1").Text("id");
        await dairy.AskAsync($$"""mutation { acknowledgeAlert(id: "{{heat}}", comment: "on my way") { id } }""");
        await dairy.AskAsync($$"""mutation { commentAlert(id: "{{heat}}", text: "fans are on") { id } }""");
        await dairy.AskAsync($$"""mutation { assignAlert(id: "{{heat}}", assignee: "Anna") { id } }""");
    }

    private async Task SaveBooksAsync()
    {
        await dairy.AskAsync("""
            mutation { saveContact(farmId: 1, input: {id: "vet", name: "Dr. Meyer", email: "vet@example.org", phone: "+491701234567",
              timeZone: "Europe/Berlin", quietHours: [{from: "22:00", to: "22:01", days: [SUNDAY]}], channels: [
                {channel: EMAIL, minPriority: INFO, onCleared: true, digestEvery: "PT1H"}, {channel: SMS, enabled: false}]}) { id } }
            """);
        await dairy.AskAsync("""
            mutation { subscribePush(farmId: 1, contactId: "vet", target: {endpoint: "https://push.example.org/1",
              p256dh: "BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM",
              auth: "tBHItJI5svbpez7KI4CCXg"}) { id } }
            """);
        await dairy.AskAsync($$"""
            mutation { createMute(farmId: 1, input: {barnId: 2, from: "{{Ago(0.05)}}", to: "{{Ago(-1)}}", reason: "cleaning"}) { id } }
            """);
        await RuleAsync("""
            name: "Heat", description: "Barn {barn_id}: {temperature_c} °C", priority: HIGH, category: "climate", suppression: "PT1H",
            conditions: [{field: "temperature_c", operator: GT, value: 30}], clearWhen: [{field: "temperature_c", operator: LT, value: 28}],
            scope: {deviceTypes: [ENVIRONMENTAL_SENSOR], barnIds: [1, 2]}, flapping: {changes: 3, within: "PT1H"}, maxPerHour: 5,
            severity: [{priority: CRITICAL, where: "temperature_c > 45"}], actions: [{type: "notification", channels: ["email", "push"]}]
            """);
        await RuleAsync("""
            name: "Damp", description: "{humidity_percent} %", priority: LOW, conditions: [], where: "humidity_percent > 90 AND thi < 200",
            clearWhere: "humidity_percent < 80", schedule: {quiet: true, windows: [{from: "03:00", to: "03:01", days: [MONDAY]}]}
            """);
        var idle = await RuleAsync("""
            name: "Idle", description: "low", priority: INFO, enabled: false, for: "PT30M", noDataAfter: "P2D",
            conditions: [{field: "activity_score", operator: LT, value: 5}]
            """);
        await dairy.AskAsync($$"""
            mutation { updateAlertRule(id: "{{idle}}", input: {name: "Idle cow", description: "low", priority: INFO, enabled: false,
              conditions: [{field: "activity_score", operator: LT, value: 7}], clearAfter: "PT5M", renotifyEvery: "PT2H"}) { id } }
            """);
        var gone = await RuleAsync("""
            name: "Gone", description: "gone", priority: INFO, conditions: [{field: "co2_ppm", operator: GT, value: 49000}]
            """);
        await dairy.AskAsync($$"""mutation { deleteAlertRule(id: "{{gone}}") }""");
    }

    private async Task<string> RuleAsync(string input)
        => (await dairy.AskAsync("mutation { createAlertRule(farmId: 1, input: {" + input + "}) { id } }")).Text("createAlertRule", "id");

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

        var commands = await Eventually.AskAsync(
            async () => (await dairy.AskAsync("""{ device(id: "ENV-1") { commands { state } } }""")).List("device", "commands"),
            commands => commands[0].Text("state") == "SUCCEEDED");
        Assert.Equal("SUCCEEDED", commands[0].Text("state"));
        await sensor.LeaveAsync();
    }

    private async Task JudgeAsync()
    {
        var detections = await Eventually.AskAsync(
            async () => (await dairy.AskAsync("{ detections(farmId: 1) { nodes { id } } }")).List("detections", "nodes"),
            detections => detections.Count > 0);
        Assert.NotEmpty(detections);
        await dairy.AskAsync(
            """mutation($id: ID!) { judgeDetection(farmId: 1, id: $id, verdict: CONFIRMED, comment: "it hung in a bag") { id } }""",
            new { id = detections[0].Text("id") });
        var work = (await dairy.AskAsync("{ worklist(farmId: 1) { items { id } } }")).List("worklist", "items");
        Assert.NotEmpty(work);
        await dairy.AskAsync(
            """mutation($id: ID!) { handleWorkItem(farmId: 1, id: $id, comment: "done") { itemId } }""", new { id = work[0].Text("id") });
    }
}
