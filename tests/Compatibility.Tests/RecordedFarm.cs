using System.Text.Json.Nodes;
using SmartDairy.Compatibility.Tests.Recording;
using SmartDairy.Compatibility.Tests.Running;

namespace SmartDairy.Compatibility.Tests;

/// <summary>The recorded farm, run by this build.</summary>
internal sealed class RecordedFarm(CurrentBuild build, Facts facts)
{
    public async Task CheckAsync()
    {
        await AnswersAreTheSameAsync();
        await IntakeGoesOnAsync();
        await AlertsGoOnAsync();
        await CommandsGoOnAsync();
        await BooksGoOnAsync();
    }

    private async Task AnswersAreTheSameAsync()
    {
        var answers = await Eventually.AskAsync(
            () => Questions.AskAsync(build, facts.RecordedAt), answers => JsonNode.DeepEquals(answers, facts.Answers));
        var differences = Differences.Between(facts.Answers, answers).Take(20).ToArray();
        Assert.True(differences.Length == 0, $"Not answered as by the build that wrote the data:\n{string.Join('\n', differences)}");
    }

    /// <summary>A new reading is stored and corrected by the calibration of before; an old one is known.</summary>
    private async Task IntakeGoesOnAsync()
    {
        var before = await CountsAsync();
        using var device = await ConnectAsync("ENV-2");
        var now = build.Now;
        await device.SayAsync(facts.OldTopic, Farm.Climate(now, 23));
        await device.SayAsync(facts.OldTopic, facts.OldMessage);
        var after = await Eventually.AskAsync(CountsAsync, counts => counts == (before.Stored + 1, before.Duplicate + 1));
        Assert.Equal((before.Stored + 1, before.Duplicate + 1), after);
        var latest = (await build.AskAsync("""{ device(id: "ENV-2") { latest { metric value time } } }""")).List("device", "latest")
            .Single(metric => metric.Text("metric") == "temperature_c");
        Assert.Equal(Farm.Text(now), latest.Text("time"));
        Assert.InRange(latest.At("value").GetValue<double>(), 22.5, 22.7);
    }

    /// <summary>What was open is the one open alert of its rule, can be acknowledged, and is over when its cause is.</summary>
    private async Task AlertsGoOnAsync()
    {
        var (heat, damp) = (await OpenAsync("Heat"), await OpenAsync("Damp"));
        using var device = await ConnectAsync("ENV-1");
        await device.SayAsync(Farm.Environment1, Farm.Climate(build.Now, 34, 96));
        var seen = await build.AskAsync($$"""mutation { acknowledgeAlert(id: "{{damp}}", comment: "seen") { state history { kind } } }""");
        Assert.Equal("ACKNOWLEDGED", seen.Text("acknowledgeAlert", "state"));
        Assert.Equal((heat, damp), (await OpenAsync("Heat"), await OpenAsync("Damp")));

        await device.SayAsync(Farm.Environment1, Farm.Climate(build.Now, 20, 60));
        foreach (var id in new[] { heat, damp })
        {
            var state = await Eventually.AskAsync(
                async () => (await build.AskAsync($$"""{ alert(id: "{{id}}") { state } }""")).Text("alert", "state"),
                state => state == "CLEARED");
            Assert.Equal("CLEARED", state);
        }
    }

    /// <summary>The command that waits can be answered, and the answer is stored.</summary>
    private async Task CommandsGoOnAsync()
    {
        var id = (await CommandAsync()).Text("id");
        using var collar = await ConnectAsync("COL-1");
        await collar.SayAsync(Farm.Status("COL-1"), new JsonObject { ["command_id"] = id, ["command_state"] = "succeeded" });
        var command = await Eventually.AskAsync(CommandAsync, command => command.Text("state") == "SUCCEEDED");
        Assert.Equal("SUCCEEDED", command.Text("state"));
    }

    /// <summary>What people wrote can be changed.</summary>
    private async Task BooksGoOnAsync()
    {
        var rules = await build.AskAsync("{ alertRules(farmId: 1) { id name version } }");
        var rule = rules.List("alertRules").Single(rule => rule.Text("name") == "Idle cow");
        var saved = await build.AskAsync(
            """
            mutation($id: ID!) { updateAlertRule(id: $id, input: {name: "Idle cow", description: "low", priority: LOW, enabled: false,
              conditions: [{field: "activity_score", operator: LT, value: 9}]}) { version } }
            """,
            new { id = rule.Text("id") });
        Assert.Equal(rule.Number("version") + 1, saved.Number("updateAlertRule", "version"));
        var renamed = await build.AskAsync("""mutation { renameBarn(farmId: 1, barnId: 1, name: "New barn") { name } }""");
        Assert.Equal("New barn", renamed.Text("renameBarn", "name"));
        var retracted = await build.AskAsync("""mutation { retractAnimalEvent(farmId: 1, id: "EV-4") { id } }""");
        Assert.Equal("EV-4", retracted.Text("retractAnimalEvent", "id"));
    }

    private Task<Device> ConnectAsync(string device) => Device.ConnectAsync(build.MqttPort, device, facts.Passwords[device]);

    private async Task<(long Stored, long Duplicate)> CountsAsync()
    {
        var ledger = await build.AskAsync("{ ledger(farmId: 1) { stored duplicate } }");
        return (ledger.Number("ledger", "stored"), ledger.Number("ledger", "duplicate"));
    }

    /// <summary>The one alert of a rule at ENV-1 that is not over.</summary>
    private async Task<string> OpenAsync(string rule)
    {
        var alerts = await build.AskAsync("""{ alerts(farmId: 1, sourceId: "ENV-1") { nodes { id ruleName state } } }""");
        var open = alerts.List("alerts", "nodes").Where(alert => alert.Text("ruleName") == rule && alert.Text("state") != "CLEARED");
        return Assert.Single(open).Text("id");
    }

    private async Task<JsonNode> CommandAsync()
    {
        var device = await build.AskAsync("""{ device(id: "COL-1") { commands { id name state } } }""");
        return device.List("device", "commands").Single(command => command.Text("name") == "find");
    }
}
