using SmartDairy.Api.Tests.Alerts.Fakes;
using SmartDairy.Api.Tests.Hosting;
using SmartDairy.Contracts.Alerts.Delivery;
using Xunit;

namespace SmartDairy.Api.Tests.Alerts;

public sealed class AlertTenancyTests
{
    private const string Rule =
        """{ name: "x", description: "x", priority: LOW, conditions: [{ field: "co2_ppm", operator: GT, value: 1 }] }""";
    private const string Span = """from: "2026-05-01T00:00:00Z", to: "2026-05-02T00:00:00Z" """;

    [Theory]
    [InlineData("{ alerts(farmId: 1) { totalCount } }")]
    [InlineData("{ alertRules(farmId: 1) { id } }")]
    [InlineData("{ alertRefusals(farmId: 1) { totalCount } }")]
    [InlineData("{ alertRefusalCounts(farmId: 1) { count } }")]
    [InlineData("{ mutes(farmId: 1) { id } }")]
    [InlineData("{ contacts(farmId: 1) { id } }")]
    [InlineData("{ deliveries(farmId: 1) { totalCount } }")]
    [InlineData($$"""mutation { createAlertRule(farmId: 1, input: {{Rule}}) { id } }""")]
    [InlineData($$"""mutation { backtestAlertRule(farmId: 1, input: {{Rule}}, {{Span}}) { perDay } }""")]
    [InlineData($$"""mutation { backtestAlertRules(farmId: 1, inputs: [{{Rule}}], {{Span}}) { perDay } }""")]
    [InlineData($$"""mutation { createMute(farmId: 1, input: { {{Span}} }) { id } }""")]
    [InlineData("""mutation { deleteMute(farmId: 1, id: "MUT-1") }""")]
    [InlineData("""mutation { saveContact(farmId: 1, input: { name: "Eve" }) { id } }""")]
    [InlineData("""mutation { deleteContact(farmId: 1, id: "CON-1") }""")]
    [InlineData("""mutation { subscribePush(farmId: 1, contactId: "CON-1", target: { fcmToken: "t" }) { id } }""")]
    [InlineData("""mutation { unsubscribePush(farmId: 1, contactId: "CON-1", targetId: "t") { id } }""")]
    [InlineData("""mutation { resendDelivery(farmId: 1, id: "DEL-1") { id } }""")]
    [InlineData("""mutation { testChannel(farmId: 1, channel: EMAIL, address: "a@b.example") { answer } }""")]
    public async Task A_farm_that_the_key_does_not_name_is_forbidden(string operation)
    {
        await using var host = await AlertTestHost.StartAsync();
        Assert.Equal("FORBIDDEN", await host.CodeAsync(operation, host.Api.Keys.Issue("of-farm-2", [2])));
        if (operation.StartsWith("mutation", StringComparison.Ordinal))
        {
            Assert.Equal("FORBIDDEN", await host.CodeAsync(operation, host.Api.Keys.Issue("reader", [1], "read")));
        }
        else
        {
            Assert.Equal("FORBIDDEN", await host.CodeAsync(operation, host.Api.Keys.Issue("writer", [1], "write")));
        }
    }

    [Theory]
    [InlineData("""mutation { updateAlertRule(id: "RULE-1-0", input: {{Rule}}) { id } }""")]
    [InlineData("""mutation { deleteAlertRule(id: "RULE-1-0") }""")]
    [InlineData("""mutation { acknowledgeAlert(id: "ALT-1") { id } }""")]
    [InlineData("""mutation { clearAlert(id: "ALT-1") { id } }""")]
    [InlineData("""mutation { assignAlert(id: "ALT-1", assignee: "me") { id } }""")]
    [InlineData("""mutation { commentAlert(id: "ALT-1", text: "x") { id } }""")]
    [InlineData("""mutation { snoozeAlert(id: "ALT-1", for: "PT1H") { id } }""")]
    [InlineData("""mutation { resendDelivery(farmId: 2, id: "DEL-1") { id } }""")]
    [InlineData("""mutation { deleteContact(farmId: 2, id: "CON-1") }""")]
    [InlineData("""mutation { subscribePush(farmId: 2, contactId: "CON-1", target: { fcmToken: "t" }) { id } }""")]
    [InlineData("""mutation { deleteMute(farmId: 2, id: "MUT-1") }""")]
    public async Task What_is_of_another_farm_is_as_if_it_were_not_there(string template)
    {
        var operation = template.Replace("{{Rule}}", Rule, StringComparison.Ordinal);
        await using var host = await AlertTestHost.StartAsync();
        await host.DataAsync($$"""mutation { createAlertRule(farmId: 1, input: {{Rule}}) { id } }""");
        host.Put(SampleAlerts.Create("ALT-1", 1));
        host.RuleBook.Contacts.Add(new() { Id = "CON-1", FarmId = 1, Name = "Anna" });
        host.RuleBook.Mutes.Add(new() { Id = "MUT-1", FarmId = 1, IsSnooze = false, From = 0, To = 1 });
        host.Store.Deliveries.Add(SampleAlerts.CreateDelivery("DEL-1", 1, DeliveryState.Dead));
        Assert.Equal("NOT_FOUND", await host.CodeAsync(operation, host.Api.Keys.Issue("of-farm-2", [2])));
        Assert.Empty(host.Store.Events);
        Assert.Single(host.Store.Rules);
        Assert.Single(host.RuleBook.Contacts);
        Assert.Single(host.RuleBook.Mutes);
    }

    [Fact]
    public async Task Alerts_and_rules_of_another_farm_are_null_and_can_not_be_referred_to()
    {
        await using var host = await AlertTestHost.StartAsync();
        await host.DataAsync($$"""mutation { createAlertRule(farmId: 1, input: {{Rule}}) { id } }""");
        host.Put(SampleAlerts.Create("ALT-1", 1));
        var key = host.Api.Keys.Issue("of-farm-2", [2]);
        Assert.Equal("""{"alert":null,"alertRule":null}""",
            (await host.DataAsync("""{ alert(id: "ALT-1") { id } alertRule(id: "RULE-1-0") { id } }""", key)).GetRawText());
        Assert.Equal("INVALID_ARGUMENT",
            await host.CodeAsync($$"""mutation { createMute(farmId: 2, input: { ruleId: "RULE-1-0", {{Span}} }) { id } }""", key));
        Assert.Equal("INVALID_ARGUMENT",
            await host.CodeAsync(
                $$"""mutation { backtestAlertRule(farmId: 2, input: {{Rule}}, {{Span}}, comparedTo: "RULE-1-0") { perDay } }""", key));
    }

    [Theory]
    [InlineData("{ alertRules(farmId: 3) { id } }")]
    [InlineData("{ contacts(farmId: 3) { id } }")]
    [InlineData($$"""mutation { createAlertRule(farmId: 3, input: {{Rule}}) { id } }""")]
    [InlineData("""mutation { saveContact(farmId: 3, input: { name: "Eve" }) { id } }""")]
    public async Task A_farm_that_does_not_exist_is_not_found(string operation)
    {
        await using var host = await AlertTestHost.StartAsync();
        Assert.Equal("NOT_FOUND", await host.CodeAsync(operation));
    }

    [Theory]
    [InlineData("of-farm-2", "FORBIDDEN", 1)]
    [InlineData(TestCredentialSource.All, "NOT_FOUND", 3)]
    public async Task What_may_not_be_seen_may_not_be_watched(string key, string code, int farm)
    {
        await using var host = await AlertTestHost.StartAsync();
        host.Api.Keys.Issue("of-farm-2", [2]);
        using var socket = await GraphQLSocketClient.OpenAsync(host.Api, key);
        await socket.SubscribeAsync("1", $$"""subscription { alerts(farmId: {{farm}}) { id } }""");
        Assert.Equal(
            code, (await socket.ReadAsync("error")).GetProperty("payload")[0].GetProperty("extensions").GetProperty("code").GetString());
    }
}
