using SmartDairy.Api.Tests.Alerts.Fakes;
using SmartDairy.Contracts.Alerts;
using Xunit;

namespace SmartDairy.Api.Tests.Alerts;

public sealed class AlertTests
{
    [Fact]
    public async Task The_list_is_narrowed_by_every_argument_and_pages()
    {
        await using var host = await AlertTestHost.StartAsync();
        for (var i = 0; i < 5; i++)
        {
            host.Put(SampleAlerts.Create($"ALT-{i}", 1) with { OpenedAt = i });
        }

        var page = (await host.DataAsync("""
            { alerts(farmId: 1, state: OPEN, minPriority: MEDIUM, sourceId: "ENV", from: "1970-01-01T00:00:00Z", to: "2026-05-01T00:00:00Z", ruleId: "RULE", barnId: 1, first: 2)
              { totalCount nodes { id sourceType sourceName barnId zoneId details priority state openedAt acknowledgedAt ruleVersion category } pageInfo { hasNextPage endCursor } } }
            """)).GetProperty("alerts");
        Assert.Equal((5, "ALT-4", true),
            (page.GetProperty("totalCount").GetInt32(), page.GetProperty("nodes")[0].GetProperty("id").GetString(),
                page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean()));
        Assert.Equal(41, page.GetProperty("nodes")[0].GetProperty("details").GetProperty("values").GetProperty("temperature_c").GetInt32());
        Assert.Equal(
            new()
            {
                FarmId = 1,
                State = AlertState.Open,
                MinPriority = Priority.Medium,
                SourceId = "ENV",
                RuleId = "RULE",
                BarnId = 1,
                From = 0,
                To = 1_777_593_600_000
            }, host.Store.LastQuery);
        var next =
            await host.DataAsync(
                $$"""{ alerts(farmId: 1, first: 2, after: "{{page.GetProperty("pageInfo").GetProperty("endCursor").GetString()}}") { nodes { id } } }""");
        Assert.Equal("""{"alerts":{"nodes":[{"id":"ALT-2"},{"id":"ALT-1"}]}}""", next.GetRawText());
    }

    [Fact]
    public async Task What_users_do_is_done_in_their_name_and_stands_in_the_history()
    {
        await using var host = await AlertTestHost.StartAsync();
        host.Put(SampleAlerts.Create("ALT-1", 1));
        var key = host.Api.Keys.Issue("Anna", [1], "read", "write");
        async Task<string> DoAsync(string mutation, string fields) =>
            (await host.DataAsync($$"""mutation { it: {{mutation}} { {{fields}} } }""", key)).GetProperty("it").GetRawText();

        Assert.Equal("""{"state":"ACKNOWLEDGED","acknowledgedBy":"Anna"}""",
            await DoAsync("""acknowledgeAlert(id: "ALT-1", comment: "on my way")""", "state acknowledgedBy"));
        Assert.Equal("""{"assignee":"Ben"}""", await DoAsync("""assignAlert(id: "ALT-1", assignee: "Ben")""", "assignee"));
        Assert.Equal("""{"assignee":null}""", await DoAsync("""assignAlert(id: "ALT-1")""", "assignee"));
        Assert.Equal("""{"id":"ALT-1"}""", await DoAsync("""commentAlert(id: "ALT-1", text: "fan is off")""", "id"));
        Assert.Equal(
            """{"snoozedUntil":"2026-05-01T14:00:30.000Z"}""", await DoAsync("""snoozeAlert(id: "ALT-1", for: "PT2H")""", "snoozedUntil"));
        Assert.Equal("""{"state":"CLEARED","clearedBy":"Anna"}""", await DoAsync("""clearAlert(id: "ALT-1")""", "state clearedBy"));
        Assert.Equal("CONFLICT", await host.CodeAsync("""mutation { acknowledgeAlert(id: "ALT-1") { id } }""", key));
        var history =
            (await host.DataAsync("""{ alert(id: "ALT-1") { history(first: 3) { sequence kind by text } } }""", key)).GetProperty("alert")
            .GetProperty("history");
        Assert.Equal(
            """[{"sequence":4,"kind":"COMMENTED","by":"Anna","text":"fan is off"},{"sequence":5,"kind":"SNOOZED","by":"Anna","text":"1777644030000"},{"sequence":6,"kind":"CLEARED","by":"Anna","text":null}]""",
            history.GetRawText());
    }

    [Theory]
    [InlineData("""mutation { snoozeAlert(id: "ALT-1", for: "PT10S") { id } }""")]
    [InlineData("""mutation { snoozeAlert(id: "ALT-1", for: "P31D") { id } }""")]
    [InlineData("""mutation { commentAlert(id: "ALT-1", text: " ") { id } }""")]
    [InlineData("""mutation { assignAlert(id: "ALT-1", assignee: "") { id } }""")]
    [InlineData("""{ alerts(farmId: 1, from: "2026-05-02T00:00:00Z", to: "2026-05-01T00:00:00Z") { totalCount } }""")]
    [InlineData("""{ alerts(farmId: 1, first: 501) { totalCount } }""")]
    [InlineData("""{ alert(id: "ALT-1") { history(first: 1001) { kind } } }""")]
    [InlineData("""{ device(id: "ENV-1-000") { alerts(first: 0) { id } } }""")]
    public async Task What_makes_no_sense_is_said(string operation)
    {
        await using var host = await AlertTestHost.StartAsync();
        host.Put(SampleAlerts.Create("ALT-1", 1));
        Assert.Equal("INVALID_ARGUMENT", await host.CodeAsync(operation));
    }

    [Fact]
    public async Task Fifty_devices_share_two_questions_for_their_open_alerts()
    {
        await using var host = await AlertTestHost.StartAsync();
        host.Put(SampleAlerts.Create("ALT-1", 1, source: "ENV-1-007"));
        host.Put(SampleAlerts.Create("ALT-2", 1, source: "ENV-1-008", state: AlertState.Acknowledged));
        host.Put(SampleAlerts.Create("ALT-3", 1, source: "ENV-1-008", state: AlertState.Cleared));
        var nodes = (await host.DataAsync("{ devices(farmId: 1) { nodes { id alerts { id } } } }")).GetProperty("devices")
            .GetProperty("nodes");
        Assert.Equal("""{"id":"ENV-1-007","alerts":[{"id":"ALT-1"}]}""", nodes[7].GetRawText());
        Assert.Equal("""{"id":"ENV-1-008","alerts":[{"id":"ALT-2"}]}""", nodes[8].GetRawText());
        Assert.Equal(["alerts", "alerts"], host.Store.Queries);
    }

    [Fact]
    public async Task Where_too_many_are_open_to_be_shared_each_device_still_has_its_own()
    {
        await using var host = await AlertTestHost.StartAsync();
        for (var i = 0; i < 501; i++)
        {
            host.Put(SampleAlerts.Create($"ALT-{i}", 1, source: "ENV-1-001") with { OpenedAt = 10 + i });
        }

        host.Put(SampleAlerts.Create("ALT-OLD", 1, source: "ENV-1-002") with { OpenedAt = 1 });
        var nodes = (await host.DataAsync("{ devices(farmId: 1, first: 5) { nodes { alerts(first: 1) { id } } } }")).GetProperty("devices")
            .GetProperty("nodes");
        Assert.Equal("""[{"alerts":[]},{"alerts":[{"id":"ALT-500"}]},{"alerts":[{"id":"ALT-OLD"}]},{"alerts":[]},{"alerts":[]}]""",
            nodes.GetRawText());
    }

    [Fact]
    public async Task A_farm_and_its_barns_are_summed_up_by_one_question()
    {
        await using var host = await AlertTestHost.StartAsync();
        host.Put(SampleAlerts.Create("ALT-1", 1, Priority.Low));
        host.Put(SampleAlerts.Create("ALT-2", 1, Priority.Low, AlertState.Acknowledged));
        host.Put(SampleAlerts.Create("ALT-3", 1, Priority.Critical, barn: 2));
        host.Put(SampleAlerts.Create("ALT-4", 1, Priority.Critical, AlertState.Cleared));
        host.Put(SampleAlerts.Create("ALT-5", 2, Priority.Critical));
        const string Summary = "alertSummary { open acknowledged worst byPriority { priority count } }";
        var farm = (await host.DataAsync($$"""{ farm(id: 1) { {{Summary}} barns { barnId {{Summary}} } } }""")).GetProperty("farm");
        Assert.Equal(
            """{"open":2,"acknowledged":1,"worst":"CRITICAL","byPriority":[{"priority":"CRITICAL","count":1},{"priority":"LOW","count":2}]}""", farm.GetProperty("alertSummary").GetRawText());
        Assert.Equal("""{"open":1,"acknowledged":1,"worst":"LOW","byPriority":[{"priority":"LOW","count":2}]}""",
            farm.GetProperty("barns")[0].GetProperty("alertSummary").GetRawText());
        Assert.Equal("""{"open":0,"acknowledged":0,"worst":null,"byPriority":[]}""",
            farm.GetProperty("barns")[2].GetProperty("alertSummary").GetRawText());
        Assert.Equal(["counts"], host.Store.Queries);
    }

    [Fact]
    public async Task A_usual_page_is_within_the_cost_and_a_huge_one_is_not()
    {
        await using var host = await AlertTestHost.StartAsync();
        const string Full = "nodes { id state priority message details openedAt history { at kind by text } deliveries { channel state } }";
        await host.DataAsync($$"""{ alerts(farmId: 1, first: 50) { {{Full}} } }""");
        await host.DataAsync(
            "{ alerts(farmId: 1, first: 500) { nodes { id ruleId ruleName priority state sourceId message details openedAt acknowledgedAt clearedAt } } }");
        await host.DataAsync("{ farms(first: 500) { nodes { id alertSummary { open worst } } } }");
        Assert.Equal("QUERY_TOO_COMPLEX", await host.CodeAsync($$"""{ alerts(farmId: 1, first: 500) { {{Full}} } }"""));
        Assert.Equal("QUERY_TOO_COMPLEX", await host.CodeAsync("{ alertRules(farmId: 1) { versions { versions { versions { id } } } } }"));
    }
}
