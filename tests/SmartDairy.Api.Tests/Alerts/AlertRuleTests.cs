using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Contracts.Devices;
using Xunit;

namespace SmartDairy.Api.Tests.Alerts;

public sealed class AlertRuleTests
{
    private const string Least =
        """name: "Heat", description: "hot", priority: HIGH, conditions: [{ field: "temperature_c", operator: GT, value: 30 }]""";

    [Fact]
    public async Task A_rule_of_few_words_has_the_defaults()
    {
        await using var host = await AlertTestHost.StartAsync();
        await host.DataAsync($$"""mutation { createAlertRule(farmId: 1, input: { {{Least}} }) { id } }""");
        var rule = Assert.Single(host.Store.Rules);
        Assert.Equal("all farms", rule.SavedBy);
        var definition = rule.Definition;
        Assert.Equal(new("temperature_c", ConditionOperator.Gt, "30", ConditionLogic.And), Assert.Single(definition.Conditions));
        Assert.Equal((true, TimeSpan.FromMinutes(15), 10), (definition.Enabled, definition.Suppression, definition.MaxPerHour));
        Assert.Same(RuleScope.Everything, definition.Scope);
        Assert.Empty(definition.Actions);
        Assert.Empty(definition.Severity);
        Assert.Null(definition.ClearWhen);
        Assert.Null(definition.Schedule ?? (object?)definition.Flapping ?? definition.For ?? definition.ClearAfter
            ?? definition.NoDataAfter ?? definition.RenotifyEvery);
    }

    [Fact]
    public async Task Everything_that_is_written_is_kept_and_comes_back()
    {
        await using var host = await AlertTestHost.StartAsync();
        const string Fields = """
            name description priority enabled category where for clearWhere clearAfter noDataAfter suppression maxPerHour renotifyEvery actions version savedBy deleted
            conditions { field operator value logic } clearWhen { field operator value logic } scope { deviceTypes barnIds zoneIds sourceIds animalGroups }
            schedule { windows { from to days } quiet } flapping { changes within } severity { priority after where }
            """;
        var input = new Dictionary<string, object?>
        {
            ["name"] = "Fever",
            ["description"] = "{animal_id}",
            ["priority"] = "MEDIUM",
            ["enabled"] = false,
            ["category"] = "health",
            ["where"] = "rumination_minutes < 300",
            ["for"] = "PT30M",
            ["clearWhere"] = "rumination_minutes > 350",
            ["clearAfter"] = "PT10M",
            ["noDataAfter"] = "P1D",
            ["suppression"] = "PT0S",
            ["maxPerHour"] = 3,
            ["renotifyEvery"] = "PT1H",
            ["actions"] = new object[] { new { type = "notification", channels = new[] { "email" } } },
            ["conditions"] = new object[] { new { field = "position", @operator = "IN", value = new[] { "a", "b" }, logic = "OR" } },
            ["clearWhen"] = new object[] { new { field = "health_alert", @operator = "EQ", value = false, logic = "AND" } },
            ["scope"] =
            new
            {
                deviceTypes = new[] { "ACTIVITY_COLLAR" },
                barnIds = new[] { 1 },
                zoneIds = new[] { 2 },
                sourceIds = new[] { "C" },
                animalGroups = new[] { "dry" }
            },
            ["schedule"] = new { windows = new object[] { new { from = "22:00", to = "05:30", days = new[] { "MONDAY" } } }, quiet = true },
            ["flapping"] = new { changes = 4, within = "PT1H" },
            ["severity"] = new object[] { new { priority = "CRITICAL", after = "PT2H", where = "rumination_minutes < 200" } },
        };
        var back =
            (await host.DataAsync($$"""mutation ($input: AlertRuleInput!) { createAlertRule(farmId: 1, input: $input) { {{Fields}} } }""",
                variables: new { input })).GetProperty("createAlertRule");
        foreach (var (name, value) in input)
        {
            Assert.Equal(System.Text.Json.JsonSerializer.Serialize(value), back.GetProperty(name).GetRawText()
                .Replace("\n", "", StringComparison.Ordinal));
        }

        Assert.Equal(DeviceType.ActivityCollar, host.Store.Rules[0].Definition.Scope.DeviceTypes!.Single());
    }

    [Fact]
    public async Task An_update_replaces_all_of_it_and_the_versions_stay()
    {
        await using var host = await AlertTestHost.StartAsync();
        var id =
            (await host.DataAsync(
                $$"""mutation { createAlertRule(farmId: 1, input: { {{Least}}, maxPerHour: 3, category: "heat" }) { id } }""")).GetProperty(
                    "createAlertRule").GetProperty("id").GetString();
        var updated =
            (await host.DataAsync(
                $$"""mutation { updateAlertRule(id: "{{id}}", input: { {{Least.Replace("HIGH", "LOW", StringComparison.Ordinal)}} }) { version priority maxPerHour category versions { version maxPerHour } } }"""))
            .GetProperty("updateAlertRule");
        Assert.Equal(
            """{"version":2,"priority":"LOW","maxPerHour":10,"category":null,"versions":[{"version":2,"maxPerHour":10},{"version":1,"maxPerHour":3}]}""", updated.GetRawText());
        Assert.Equal(
            """{"deleteAlertRule":true}""", (await host.DataAsync($$"""mutation { deleteAlertRule(id: "{{id}}") }""")).GetRawText());
        Assert.Equal("""{"alertRules":[]}""", (await host.DataAsync("{ alertRules(farmId: 1) { id } }")).GetRawText());
        Assert.Equal(
            """{"alertRule":{"deleted":true}}""", (await host.DataAsync($$"""{ alertRule(id: "{{id}}") { deleted } }""")).GetRawText());
        Assert.Equal("NOT_FOUND", await host.CodeAsync($$"""mutation { deleteAlertRule(id: "{{id}}") }"""));
        Assert.Equal("NOT_FOUND", await host.CodeAsync($$"""mutation { updateAlertRule(id: "{{id}}", input: { {{Least}} }) { id } }"""));
    }

    [Theory]
    [InlineData("""name: "x", description: "x", priority: LOW, conditions: [{ field: "temprature_c", operator: GT, value: 1 }]""",
        "did you mean temperature_c?")]
    [InlineData("""name: "x", description: "x", priority: LOW, conditions: []""", "noDataAfter")]
    [InlineData("""name: "", description: "x", priority: LOW, conditions: [], noDataAfter: "P1D" """, "name")]
    [InlineData(Least + """, actions: ["mail"]""", "actions[0]")]
    [InlineData(Least + """, actions: [{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}]""", "21 items")]
    [InlineData(Least + """, schedule: { windows: [] }""", "schedule.windows")]
    [InlineData(Least + """, schedule: { windows: [{ from: "5:30", to: "24:00" }] }""", "schedule.windows[0].from")]
    [InlineData(Least + """, actions: [{ type: "command", name: "fan_on", deviceId: "ENV-2-000" }]""", "actions[0].deviceId")]
    public async Task What_is_wrong_is_said(string input, string said)
    {
        await using var host = await AlertTestHost.StartAsync();
        var error = await host.Api.QueryErrorAsync($$"""mutation { createAlertRule(farmId: 1, input: { {{input}} }) { id } }""");
        Assert.Equal("INVALID_ARGUMENT", error.GetProperty("extensions").GetProperty("code").GetString());
        var hint = error.GetProperty("extensions").TryGetProperty("hint", out var given) ? given.GetString() : null;
        Assert.Contains(said, error.GetProperty("message").GetString() + hint, StringComparison.Ordinal);
        Assert.Empty(host.Store.Rules);
    }

    [Fact]
    public async Task A_dry_run_says_everything_at_once_and_saves_nothing()
    {
        await using var host = await AlertTestHost.StartAsync();
        var problems = (await host.DataAsync("""
            { checkAlertRule(input: { name: "", description: "x", priority: LOW, conditions: [{ field: "temprature_c", operator: GT, value: 1 }], where: "co2_ppm >", maxPerHour: 0 }) { path position sentence } }
            """, host.Api.Keys.Issue("reader", [1], "read"))).GetProperty("checkAlertRule").EnumerateArray()
            .ToDictionary(problem => problem.GetProperty("path").GetString()!);
        Assert.Equal(["conditions[0].field", "maxPerHour", "name", "where"], problems.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("temperature_c", problems["conditions[0].field"].GetProperty("sentence").GetString(), StringComparison.Ordinal);
        Assert.Equal(10, problems["where"].GetProperty("position").GetInt32());
        Assert.Empty(host.Store.Rules);
        Assert.Equal("[]", (await host.DataAsync($$"""{ checkAlertRule(input: { {{Least}} }) { path } }""")).GetProperty("checkAlertRule")
            .GetRawText());
    }

    [Fact]
    public async Task Sixty_five_conditions_are_too_many_and_sixty_four_are_not()
    {
        await using var host = await AlertTestHost.StartAsync();
        string Rule(int count)
            => $$"""mutation { createAlertRule(farmId: 1, input: { name: "x", description: "x", priority: LOW, conditions: [{{string.Concat(Enumerable.Repeat("""{ field: "co2_ppm", operator: GT, value: 1 } """, count))}}] }) { id } }""";
        Assert.Equal("INVALID_ARGUMENT", await host.CodeAsync(Rule(65)));
        await host.DataAsync(Rule(64));
    }

    [Fact]
    public async Task A_rule_that_commands_takes_the_scope_of_commands()
    {
        const string Action = """{ type: "command", name: "fan_on" }""";
        await using var host = await AlertTestHost.StartAsync();
        var writer = host.Api.Keys.Issue("writer", [1], "write");
        var create = $$"""mutation { createAlertRule(farmId: 1, input: { {{Least}}, actions: [{{Action}}] }) { id } }""";
        Assert.Equal("FORBIDDEN", await host.CodeAsync(create, writer));
        var id = (await host.DataAsync(create, host.Api.Keys.Issue("commander", [1], "write", "command"))).GetProperty("createAlertRule")
            .GetProperty("id").GetString();
        Assert.Equal("FORBIDDEN",
            await host.CodeAsync(
                $$"""mutation { updateAlertRule(id: "{{id}}", input: { {{Least}}, actions: [{{Action}}] }) { id } }""", writer));
        await host.DataAsync($$"""mutation { updateAlertRule(id: "{{id}}", input: { {{Least}} }) { id } }""", writer);
    }

    [Fact]
    public async Task A_page_of_rules_asks_for_counts_and_open_alerts_once()
    {
        await using var host = await AlertTestHost.StartAsync();
        for (var i = 0; i < 20; i++)
        {
            await host.DataAsync($$"""mutation { createAlertRule(farmId: 1, input: { {{Least}} }) { id } }""");
        }

        host.Put(SmartDairy.Api.Tests.Alerts.Fakes.SampleAlerts.Create("ALT-1", 1, rule: "RULE-1-3"));
        host.Store.Refusals.Add(new()
        {
            FarmId = 1,
            RuleId = "RULE-1-4",
            SourceId = "ENV",
            Time = AlertTestHost.Now.ToUnixTimeMilliseconds() - 1000,
            Reason = SmartDairy.Contracts.Alerts.Outcomes.SuppressionReason.MaxPerHour,
            Priority = Priority.Low
        });
        host.Store.Refusals.Add(host.Store.Refusals[0] with { Time = AlertTestHost.Now.AddDays(-2).ToUnixTimeMilliseconds() });
        host.Store.Queries.Clear();
        var rules =
            (await host.DataAsync("{ alertRules(farmId: 1) { id openAlerts { id } refusals { reason count } } }")).GetProperty("alertRules")
            .EnumerateArray().ToDictionary(rule => rule.GetProperty("id").GetString()!);
        Assert.Equal(["alerts", "alerts", "refusal-counts"], host.Store.Queries.Order());
        Assert.Equal("""[{"id":"ALT-1"}]""", rules["RULE-1-3"].GetProperty("openAlerts").GetRawText());
        Assert.Equal("[]", rules["RULE-1-4"].GetProperty("openAlerts").GetRawText());
        Assert.Equal("""[{"reason":"MAX_PER_HOUR","count":1}]""", rules["RULE-1-4"].GetProperty("refusals").GetRawText());
    }
}
