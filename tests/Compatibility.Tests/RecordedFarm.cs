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
        var answers = await Eventually.AskAsync(() => Questions.AskAsync(build, facts.RecordedAt), answers => JsonNode.DeepEquals(answers, facts.Answers));
        Assert.Equal([], Differences.Between(facts.Answers, answers).Take(20));
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
        var latest = (await build.AskAsync("""{ device(id: "ENV-2") { latest { metric value time } } }"""))["device"]!["latest"]!.AsArray()
            .Single(metric => metric!["metric"]!.GetValue<string>() == "temperature_c")!;
        Assert.Equal(Farm.Text(now), Farm.Text(DateTimeOffset.Parse(latest["time"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture)));
        Assert.InRange(latest["value"]!.GetValue<double>(), 22.5, 22.7);
    }

    /// <summary>What was open is the one open alert of its rule, can be acknowledged, and is over when its cause is.</summary>
    private async Task AlertsGoOnAsync()
    {
        var (heat, damp) = (await OpenAsync("Heat"), await OpenAsync("Damp"));
        using var device = await ConnectAsync("ENV-1");
        await device.SayAsync(Farm.Environment1, Farm.Climate(build.Now, 34, 96));
        var seen = await build.AskAsync($$"""mutation { acknowledgeAlert(id: "{{damp}}", comment: "seen") { state history { kind } } }""");
        Assert.Equal("ACKNOWLEDGED", seen["acknowledgeAlert"]!["state"]!.GetValue<string>());
        Assert.Equal((heat, damp), (await OpenAsync("Heat"), await OpenAsync("Damp")));

        await device.SayAsync(Farm.Environment1, Farm.Climate(build.Now, 20, 60));
        foreach (var id in new[] { heat, damp })
        {
            var state = await Eventually.AskAsync(
                async () => (await build.AskAsync($$"""{ alert(id: "{{id}}") { state } }"""))["alert"]!["state"]!.GetValue<string>(), state => state == "CLEARED");
            Assert.Equal("CLEARED", state);
        }
    }

    /// <summary>The command that waits can be answered, and the answer is stored.</summary>
    private async Task CommandsGoOnAsync()
    {
        var id = (await CommandAsync())["id"]!.GetValue<string>();
        using var collar = await ConnectAsync("COL-1");
        await collar.SayAsync(Farm.Status("COL-1"), new JsonObject { ["command_id"] = id, ["command_state"] = "succeeded" });
        var command = await Eventually.AskAsync(CommandAsync, command => command["state"]!.GetValue<string>() == "SUCCEEDED");
        Assert.Equal("SUCCEEDED", command["state"]!.GetValue<string>());
    }

    /// <summary>What people wrote can be changed.</summary>
    private async Task BooksGoOnAsync()
    {
        var rule = (await build.AskAsync("{ alertRules(farmId: 1) { id name version } }"))["alertRules"]!.AsArray().Single(rule => rule!["name"]!.GetValue<string>() == "Idle cow")!;
        var saved = await build.AskAsync(
            "mutation($id: ID!) { updateAlertRule(id: $id, input: {name: \"Idle cow\", description: \"low\", priority: LOW, enabled: false, conditions: [{field: \"activity_score\", operator: LT, value: 9}]}) { version } }",
            new { id = rule["id"]!.GetValue<string>() });
        Assert.Equal(rule["version"]!.GetValue<int>() + 1, saved["updateAlertRule"]!["version"]!.GetValue<int>());
        Assert.Equal("New barn", (await build.AskAsync("""mutation { renameBarn(farmId: 1, barnId: 1, name: "New barn") { name } }"""))["renameBarn"]!["name"]!.GetValue<string>());
        Assert.Equal("EV-4", (await build.AskAsync("""mutation { retractAnimalEvent(farmId: 1, id: "EV-4") { id } }"""))["retractAnimalEvent"]!["id"]!.GetValue<string>());
    }

    private Task<Device> ConnectAsync(string device) => Device.ConnectAsync(build.MqttPort, device, facts.Passwords[device]);

    private async Task<(long Stored, long Duplicate)> CountsAsync()
    {
        var ledger = (await build.AskAsync("{ ledger(farmId: 1) { stored duplicate } }"))["ledger"]!;
        return (ledger["stored"]!.GetValue<long>(), ledger["duplicate"]!.GetValue<long>());
    }

    /// <summary>The one alert of a rule at ENV-1 that is not over.</summary>
    private async Task<string> OpenAsync(string rule)
    {
        var alerts = (await build.AskAsync("""{ alerts(farmId: 1, sourceId: "ENV-1") { nodes { id ruleName state } } }"""))["alerts"]!["nodes"]!.AsArray();
        return Assert.Single(alerts, alert => alert!["ruleName"]!.GetValue<string>() == rule && alert["state"]!.GetValue<string>() != "CLEARED")!["id"]!.GetValue<string>();
    }

    private async Task<JsonNode> CommandAsync()
        => (await build.AskAsync("""{ device(id: "COL-1") { commands { id name state } } }"""))["device"]!["commands"]!.AsArray().Single(command => command!["name"]!.GetValue<string>() == "find")!;
}
