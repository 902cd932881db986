using SmartDairy.Api.Tests.Alerts.Fakes;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Contacts;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Contracts.Alerts.Rules;
using Xunit;

namespace SmartDairy.Api.Tests.Alerts;

/// <summary>Contacts, mutes, deliveries and backtests.</summary>
public sealed class NotificationApiTests
{
    private const string Target =
        """{ endpoint: "https://push.example/secret-path", p256dh: "BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", auth: "AAAAAAAAAAAAAAAAAAAAAA" }""";

    [Fact]
    public async Task A_contact_is_saved_with_its_preferences_and_keeps_its_push_targets()
    {
        await using var host = await AlertTestHost.StartAsync();
        var saved = (await host.DataAsync("""
            mutation { saveContact(farmId: 1, input: { name: "Anna", email: "anna@farm.example", phone: "+491701234567", timeZone: "Europe/Berlin",
              channels: [{ channel: SMS, minPriority: CRITICAL, onCleared: true }, { channel: EMAIL, digestEvery: "PT1H" }], quietHours: [{ from: "22:00", to: "05:00" }] }) { id } }
            """)).GetProperty("saveContact").GetProperty("id").GetString()!;
        var contact = Assert.Single(host.RuleBook.Contacts);
        Assert.Equal(
            [new("sms", true, Priority.Critical, null, true),
                new ChannelPreference("email", true, Priority.Low, TimeSpan.FromHours(1), false)], contact.Channels);
        Assert.Equal([new ScheduleWindow(new(22, 0), new(5, 0))], contact.QuietHours);

        await host.DataAsync($$"""mutation { subscribePush(farmId: 1, contactId: "{{saved}}", target: {{Target}}) { id } }""");
        await host.DataAsync($$"""mutation { subscribePush(farmId: 1, contactId: "{{saved}}", target: {{Target}}) { id } }""");
        await host.DataAsync($$"""mutation { saveContact(farmId: 1, input: { id: "{{saved}}", name: "Anna B." }) { id } }""");
        contact = Assert.Single(host.RuleBook.Contacts);
        Assert.Equal(("Anna B.", null, 1), (contact.Name, contact.Email, contact.Push.Count));

        var shown =
            (await host.DataAsync("{ contacts(farmId: 1) { name push { id service } channels { channel } enabled } }")).GetProperty(
                "contacts")[0];
        Assert.DoesNotContain("secret-path", shown.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("push.example", shown.GetProperty("push")[0].GetProperty("service").GetString());
        await host.DataAsync(
            $$"""mutation { unsubscribePush(farmId: 1, contactId: "{{saved}}", targetId: "{{shown.GetProperty("push")[0].GetProperty("id").GetString()}}") { id } }""");
        Assert.Empty(Assert.Single(host.RuleBook.Contacts).Push);
        Assert.Equal("""{"deleteContact":true}""",
            (await host.DataAsync($$"""mutation { deleteContact(farmId: 1, id: "{{saved}}") }""")).GetRawText());
    }

    [Theory]
    [InlineData("""saveContact(farmId: 1, input: { name: "" }) { id }""")]
    [InlineData("""saveContact(farmId: 1, input: { name: "A", email: "a@b.example\nBcc: c@d.example" }) { id }""")]
    [InlineData("""saveContact(farmId: 1, input: { name: "A", phone: "0170 1234567" }) { id }""")]
    [InlineData("""saveContact(farmId: 1, input: { name: "A", timeZone: "Mars/Olympus" }) { id }""")]
    [InlineData("""saveContact(farmId: 1, input: { name: "A", channels: [{ channel: SMS }, { channel: SMS }] }) { id }""")]
    [InlineData("""saveContact(farmId: 1, input: { name: "A", channels: [{ channel: SMS, digestEvery: "PT1S" }] }) { id }""")]
    [InlineData("""saveContact(farmId: 1, input: { id: "no/slash", name: "A" }) { id }""")]
    [InlineData("""subscribePush(farmId: 1, contactId: "CON-1", target: { endpoint: "http://push.example/1", p256dh: "AA", auth: "AA" }) { id }""")]
    [InlineData("""subscribePush(farmId: 1, contactId: "CON-1", target: { endpoint: "https://push.example/1", p256dh: "AA", auth: "AA" }) { id }""")]
    [InlineData("""createMute(farmId: 1, input: { from: "2026-05-02T00:00:00Z", to: "2026-05-01T00:00:00Z" }) { id }""")]
    [InlineData("""createMute(farmId: 1, input: { from: "2026-05-01T00:00:00Z", to: "2028-05-01T00:00:00Z" }) { id }""")]
    [InlineData("""createMute(farmId: 1, input: { from: "2026-05-01T00:00:00Z", to: "2026-05-02T00:00:00Z", snooze: true }) { id }""")]
    [InlineData("""createMute(farmId: 1, input: { from: "2026-05-01T00:00:00Z", to: "2026-05-02T00:00:00Z", ruleId: "NONE" }) { id }""")]
    [InlineData("""testChannel(farmId: 1, channel: EMAIL, address: " ") { answer }""")]
    [InlineData("""testChannel(farmId: 1, channel: COMMAND, address: "ENV-2-000") { answer }""")]
    public async Task What_makes_no_sense_is_said(string mutation)
    {
        await using var host = await AlertTestHost.StartAsync();
        Assert.Equal("INVALID_ARGUMENT", await host.CodeAsync($$"""mutation { {{mutation}} }"""));
        Assert.Empty(host.RuleBook.Contacts);
        Assert.Empty(host.RuleBook.Mutes);
        Assert.Empty(host.Outbox.Tests);
    }

    [Fact]
    public async Task The_twenty_first_browser_is_a_conflict()
    {
        await using var host = await AlertTestHost.StartAsync();
        host.RuleBook.Contacts.Add(new()
        {
            Id = "CON-1",
            FarmId = 1,
            Name = "Anna",
            Push = [.. Enumerable.Range(0, 20).Select(i => new PushTarget(null, null, null, $"t{i}"))]
        });
        Assert.Equal(
            "CONFLICT", await host.CodeAsync($$"""mutation { subscribePush(farmId: 1, contactId: "CON-1", target: {{Target}}) { id } }"""));
        await host.DataAsync("""mutation { subscribePush(farmId: 1, contactId: "CON-1", target: { fcmToken: "t7" }) { id } }""");
    }

    [Fact]
    public async Task A_maintenance_window_comes_and_goes()
    {
        await using var host = await AlertTestHost.StartAsync();
        var mute = (await host.DataAsync("""
            mutation { createMute(farmId: 1, input: { barnId: 2, from: "2026-05-01T00:00:00Z", to: "2026-05-02T00:00:00Z", reason: "new fans" }) { id snooze ruleId barnId from to reason by } }
            """)).GetProperty("createMute");
        Assert.Equal((false, 2, "2026-05-02T00:00:00.000Z", "all farms"),
            (mute.GetProperty("snooze").GetBoolean(), mute.GetProperty("barnId").GetInt32(), mute.GetProperty("to").GetString(),
                mute.GetProperty("by").GetString()));
        var id = mute.GetProperty("id").GetString();
        Assert.Equal($$"""{"mutes":[{"id":"{{id}}"}]}""", (await host.DataAsync("{ mutes(farmId: 1) { id } }")).GetRawText());
        await host.DataAsync($$"""mutation { deleteMute(farmId: 1, id: "{{id}}") }""");
        Assert.Equal("NOT_FOUND", await host.CodeAsync($$"""mutation { deleteMute(farmId: 1, id: "{{id}}") }"""));
    }

    [Fact]
    public async Task Dead_letters_are_seen_and_sent_again()
    {
        await using var host = await AlertTestHost.StartAsync();
        host.Store.Deliveries.AddRange(
            [SampleAlerts.CreateDelivery("DEL-1", 1, DeliveryState.Dead), SampleAlerts.CreateDelivery("DEL-2", 1, DeliveryState.Delivered),
                SampleAlerts.CreateDelivery("DEL-3", 1, DeliveryState.Dead, DeliveryChannel.Command)]);
        var dead =
            (await host.DataAsync(
                "{ deliveries(farmId: 1, state: DEAD) { totalCount nodes { id channel address answer state } } }")).GetProperty(
                    "deliveries");
        Assert.Equal((2, "550 no such user"),
            (dead.GetProperty("totalCount").GetInt32(), dead.GetProperty("nodes")[0].GetProperty("answer").GetString()));
        Assert.Equal("""{"resendDelivery":{"state":"PENDING"}}""",
            (await host.DataAsync("""mutation { resendDelivery(farmId: 1, id: "DEL-1") { state } }""")).GetRawText());
        Assert.Equal("CONFLICT", await host.CodeAsync("""mutation { resendDelivery(farmId: 1, id: "DEL-2") { state } }"""));
        Assert.Equal("NOT_FOUND", await host.CodeAsync("""mutation { resendDelivery(farmId: 1, id: "DEL-9") { state } }"""));
        Assert.Equal("FORBIDDEN",
            await host.CodeAsync(
                """mutation { resendDelivery(farmId: 1, id: "DEL-3") { state } }""", host.Api.Keys.Issue("writer", [1], "write")));
    }

    [Fact]
    public async Task A_push_shows_its_service_and_not_its_keys()
    {
        await using var host = await AlertTestHost.StartAsync();
        host.Store.Deliveries.AddRange(
        [
            SampleAlerts.CreateDelivery("DEL-1", 1, DeliveryState.Delivered,
                DeliveryChannel.WebPush) with { Address =
                """{"Endpoint":"https://push.example/secret","P256dh":"k","Auth":"s","FcmToken":null}""" },
            SampleAlerts.CreateDelivery(
                "DEL-2", 1, DeliveryState.Delivered, DeliveryChannel.Fcm) with { Address = """{"Endpoint":null,"FcmToken":"secret"}""" },
            SampleAlerts.CreateDelivery("DEL-3", 1, DeliveryState.Delivered, DeliveryChannel.Fcm) with { Address = "secret" },
        ]);
        Assert.Equal(
            """[{"address":"push.example"},{"address":"fcm"},{"address":"(push target)"}]""",
            (await host.DataAsync("{ deliveries(farmId: 1) { nodes { address } } }")).GetProperty("deliveries").GetProperty("nodes")
            .GetRawText());
    }

    [Fact]
    public async Task A_channel_is_tried_out_and_says_what_it_lacks()
    {
        await using var host = await AlertTestHost.StartAsync();
        Assert.Equal(
            """{"testChannel":{"state":"DELIVERED","answer":"250 OK","purpose":"TEST","alertId":null}}""",
            (await host.DataAsync(
                """mutation { testChannel(farmId: 1, channel: EMAIL, address: "a@b.example") { state answer purpose alertId } }""")).GetRawText());
        Assert.Equal([(DeliveryChannel.Email, "a@b.example")], host.Outbox.Tests);
        Assert.Equal(
            """{"alertChannels":[{"channel":"EMAIL","ready":true,"missing":null},{"channel":"SMS","ready":false,"missing":"Notifications:Sms:AccountSid is not set."}],"webPushPublicKey":"BPublic"}""",
            (await host.DataAsync("{ alertChannels { channel ready missing } webPushPublicKey }")).GetRawText());
    }

    [Fact]
    public async Task A_backtest_tells_what_would_have_been_and_asks_nothing_of_what_is()
    {
        await using var host = await AlertTestHost.StartAsync();
        const string Input = """{ name: "x", description: "x", priority: LOW, conditions: [], where: "co2_ppm > 3000" }""";
        const string Span = """from: "1970-01-01T00:00:01Z", to: "1970-01-01T00:00:02Z" """;
        await host.DataAsync($$"""mutation { createAlertRule(farmId: 1, input: {{Input}}) { id } }""");
        host.Store.Events.Add(new() { FarmId = 1, AlertId = "ALT-1", At = 0, Kind = AlertEventKind.Opened });
        host.Store.Queries.Clear();
        var test = (await host.DataAsync($$"""
            mutation { backtestAlertRule(farmId: 1, input: {{Input}}, {{Span}}, comparedTo: "RULE-1-0", wantedPerDay: 0.5)
              { evaluated alertCount perDay alerts { id history { kind } deliveries { id } } refusals { reason count } added removed { id } suggestion { field threshold perDay reason } notes } }
            """)).GetProperty("backtestAlertRule");
        Assert.Equal(long.MaxValue, test.GetProperty("evaluated").GetInt64());
        Assert.Equal("""[{"id":"ALT-1","history":[],"deliveries":[]},{"id":"ALT-2","history":[],"deliveries":[]}]""",
            test.GetProperty("alerts").GetRawText());
        Assert.Equal("""{"reason":"SUPPRESSED","count":4}""", test.GetProperty("refusals")[3].GetRawText());
        Assert.Equal("""["ALT-2"]""", test.GetProperty("added").GetRawText());
        Assert.Equal(31.5, test.GetProperty("suggestion").GetProperty("threshold").GetDouble());
        Assert.Equal(["rule"], host.Store.Queries);
        var asked = host.Backtester.LastRequest!;
        Assert.Equal(
            (1, 1_000L, 2_000L, "RULE-1-0", 0.5), (asked.FarmId, asked.From, asked.To, asked.ComparedRuleId, asked.TargetAlertsPerDay));

        var several =
            (await host.DataAsync(
                $$"""mutation { backtestAlertRules(farmId: 1, inputs: [{{Input}}, {{Input}}], {{Span}}) { added suggestion { field } } }""")).GetProperty("backtestAlertRules");
        Assert.Equal("""[{"added":null,"suggestion":null},{"added":null,"suggestion":null}]""", several.GetRawText());
        Assert.Equal(
            "INVALID_ARGUMENT", await host.CodeAsync($$"""mutation { backtestAlertRules(farmId: 1, inputs: [], {{Span}}) { perDay } }"""));
        Assert.Equal("INVALID_ARGUMENT",
            await host.CodeAsync(
                $$"""mutation { backtestAlertRules(farmId: 1, inputs: [{{string.Join(',', Enumerable.Repeat(Input, 51))}}], {{Span}}) { perDay } }"""));
    }

    [Fact]
    public async Task Refusals_are_listed_and_counted_by_source_when_a_rule_is_named()
    {
        await using var host = await AlertTestHost.StartAsync();
        var at = AlertTestHost.Now.ToUnixTimeMilliseconds() - 1_000;
        host.Store.Refusals.Add(new()
        {
            FarmId = 1,
            RuleId = "R",
            SourceId = "ENV",
            Time = at,
            Reason = SmartDairy.Contracts.Alerts.Outcomes.SuppressionReason.Snoozed,
            Priority = Priority.Low
        });
        Assert.Equal(
            """{"alertRefusals":{"totalCount":1,"nodes":[{"ruleId":"R","sourceId":"ENV","time":"2026-05-01T12:00:29.000Z","reason":"SNOOZED","priority":"LOW"}]}}""",
            (await host.DataAsync(
                "{ alertRefusals(farmId: 1) { totalCount nodes { ruleId sourceId time reason priority } } }")).GetRawText());
        Assert.Equal("""[{"sourceId":null,"count":1}]""",
            (await host.DataAsync("{ alertRefusalCounts(farmId: 1) { sourceId count } }")).GetProperty("alertRefusalCounts").GetRawText());
        Assert.Equal("""[{"sourceId":"ENV","count":1}]""",
            (await host.DataAsync("""{ alertRefusalCounts(farmId: 1, ruleId: "R") { sourceId count } }""")).GetProperty(
                "alertRefusalCounts").GetRawText());
    }
}
