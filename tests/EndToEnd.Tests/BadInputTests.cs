using System.Text;
using MQTTnet;
using Xunit;

namespace SmartDairy.EndToEnd.Tests;

/// <summary>Bad messages are rejected with a reason, recorded and replayable, and do not affect good messages between them.</summary>
public abstract class BadInputTests(BadInputTests.Fixture shared)
{
    protected const string OwnDeviceId = "ENV-A";
    private const string Good = """{"timestamp":"{0}","seq":{1},"readings":{"temperature_c":20,"humidity_percent":60} }""";

    public static TheoryData<string, string, byte[]> Cases()
    {
        var topic = FarmSetup.Topic(1, OwnDeviceId);
        byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
        return new TheoryData<string, string, byte[]>
        {
            { "topic_unknown", "dairy/farm/1/tractor/7/telemetry", Text("{}") },
            { "device_unknown", "dairy/farm/1/barn/1/zone/9/sensor/ENV-A/telemetry", Text("""{"readings":{"temperature_c":20}}""") },
            { "json_invalid", topic, Text("{\"readings\":") },
            { "json_invalid", topic, Text("""{"readings":{"temperature_c":NaN}}""") },
            { "json_invalid", topic, Text("{\"firmware_version\":\"a\u0001b\",\"readings\":{\"temperature_c\":20}}") },
            { "utf8_invalid", topic, [.. "{\"firmware_version\":\""u8, 0xC3, 0x28, .. "\",\"readings\":{\"temperature_c\":20}}"u8] },
            { "number_not_finite", topic, Text("""{"readings":{"temperature_c":1e999}}""") },
            { "json_too_deep", topic, Text($"{{\"readings\":{{\"temperature_c\":20}},\"x\":{new string('[', 40)}{new string(']', 40)}}}") },
            { "payload_too_large", topic, Text($"{{\"readings\":{{\"temperature_c\":20}},\"x\":\"{new string('x', 1024 * 1024)}\"}}") },
            { "field_type", topic, Text("""{"readings":{"temperature_c":"warm"}}""") },
            { "duplicate_key", topic, Text("""{"readings":{"temperature_c":20,"temperature_c":21}}""") },
            { "payload_empty", topic, [] },
            { "identity_mismatch", topic, Text("""{"device_id":"ENV-B","readings":{"temperature_c":20}}""") },
            { "identity_mismatch", topic, Text("""{"farm_id":2,"readings":{"temperature_c":20}}""") },
            { "time_out_of_horizon", topic, Text("""{"timestamp":"2999-01-01T00:00:00Z","readings":{"temperature_c":20}}""") },
            { "time_out_of_horizon", topic, Text("""{"timestamp":"1970-01-01T00:00:00Z","readings":{"temperature_c":20}}""") },
            { "time_invalid", topic, Text("""{"timestamp":"yesterday","readings":{"temperature_c":20}}""") },
        };
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_bad_message_is_recorded_with_its_reason_and_affects_nothing_else(string code, string topic, byte[] payload)
    {
        var (api, client) = (shared.Api, shared.Client);
        var before = await LedgerAsync();
        var refused = await FarmSetup.PublishAsync(client, topic, payload);
        Assert.Equal(!api.ReportsOutcomeToSenders, refused.IsSuccess);
        Assert.True(client.IsConnected, "the connection stays open");
        Assert.True((await SendGoodAsync()).IsSuccess);
        var after = await LedgerAsync(before.Settled + 2);

        var newest =
            (await api.QueryAsync("{ rejectedMessages(farmId: 1, first: 1) { nodes { id topic reason code payload receivedAt } } }"))
            .GetProperty("rejectedMessages").GetProperty("nodes")[0];
        Assert.Equal(code, newest.GetProperty("code").GetString());
        Assert.Equal(topic, newest.GetProperty("topic").GetString());
        Assert.NotEmpty(newest.GetProperty("reason").GetString()!);
        var shown = newest.GetProperty("payload").GetString()!;
        Assert.InRange(shown.Length, 0, 8 * 1024);
        Assert.DoesNotContain(shown, char.IsControl);

        Assert.Equal(before.Rejected + 1, after.Rejected);
        Assert.Equal(before.Stored + 1, after.Stored);
        Assert.Equal(0, after.Pending);
    }

    [Fact]
    public async Task A_thousand_item_batch_with_one_bad_item_keeps_the_rest_and_the_bad_item_replays_alone()
    {
        var items = Enumerable.Range(0, 1_000).Select(i => i == 500
            ? """{"seq":500500,"readings":{"temperature_c":true} }"""
            : $$"""{"seq":{{500_000 + i}},"readings":{"temperature_c":20} }""");
        var before = await LedgerAsync();
        var result =
            await FarmSetup.PublishAsync(shared.Client, FarmSetup.Topic(1, OwnDeviceId), $$"""{"batch":[{{string.Join(',', items)}}]}""");
        Assert.True(result.IsSuccess);
        var after = await LedgerAsync(before.Settled + 1_000);
        Assert.Equal(before.Stored + 999, after.Stored);
        Assert.Equal(before.Rejected + 1, after.Rejected);
        Assert.Equal(0, after.Pending);

        var bad = (await shared.Api.QueryAsync("{ rejectedMessages(farmId: 1, first: 1) { nodes { id jsonPath } } }"))
            .GetProperty("rejectedMessages").GetProperty("nodes")[0];
        Assert.Contains("[500]", bad.GetProperty("jsonPath").GetString());
        var replayed =
            await shared.Api.QueryAsync(
                "mutation($ids: [ID!]!) { replayRejected(ids: $ids) }", new { ids = new[] { bad.GetProperty("id").GetString() } });
        Assert.Equal(0, replayed.GetProperty("replayRejected").GetInt32());
        var closed = await LedgerAsync();
        Assert.Equal(0, closed.Pending);
        Assert.Equal(after.Rejected + 1, closed.Rejected);
    }

    [Fact]
    public async Task A_message_rejected_before_registration_is_accepted_when_replayed_after_it()
    {
        using var gateway = await shared.GatewayAsync();
        var before = await LedgerAsync();
        var refused =
            await FarmSetup.PublishAsync(
                gateway, FarmSetup.Topic(1, "ENV-LATER"), """{"readings":{"temperature_c":19,"humidity_percent":50}}""");
        Assert.Equal(!shared.Api.ReportsOutcomeToSenders, refused.IsSuccess);
        await LedgerAsync(before.Settled + 1);
        await shared.Api.QueryAsync(
            "mutation { registerDevices(farmId: 1, devices: [{id: \"ENV-LATER\", type: ENVIRONMENTAL_SENSOR, barnId: 1, zoneId: 1, gatewayId: \"GW-1\"}]) { deviceId } }");
        var id = (await shared.Api.QueryAsync("{ rejectedMessages(farmId: 1, first: 1) { nodes { id } } }"))
            .GetProperty("rejectedMessages").GetProperty("nodes")[0].GetProperty("id").GetString();

        // Unknown devices are cached for at most two seconds.
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        var accepted = 0;
        for (var tries = 0; accepted == 0 && tries < 40; tries++)
        {
            await poll.WaitForNextTickAsync(TestContext.Current.CancellationToken);
            accepted =
                (await shared.Api.QueryAsync("mutation($ids: [ID!]!) { replayRejected(ids: $ids) }",
                    new { ids = new[] { id } })).GetProperty("replayRejected").GetInt32();
        }

        Assert.Equal(1, accepted);
        var device =
            (await shared.Api.QueryAsync("{ device(id: \"ENV-LATER\") { messagesStored latest { metric value } } }")).GetProperty("device");
        Assert.Equal(1, device.GetProperty("messagesStored").GetInt64());
    }

    protected Task<MqttClientPublishResult> SendGoodAsync()
        => FarmSetup.PublishAsync(
            shared.Client, FarmSetup.Topic(1, OwnDeviceId), Good.Replace("{0}", shared.Now(0)).Replace("{1}", shared.Next().ToString()));

    /// <summary>The ledger once a number of messages is settled; an external broker acknowledges earlier.</summary>
    protected async Task<(long Stored, long Rejected, long Pending, long Settled)> LedgerAsync(long settled = 0)
    {
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var looks = 0; ; looks++)
        {
            var ledger =
                (await shared.Api.QueryAsync("{ ledger(farmId: 1) { received stored duplicate rejected pending } }")).GetProperty("ledger");
            long Count(string name) => ledger.GetProperty(name).GetInt64();
            Assert.Equal(Count("received"), Count("stored") + Count("duplicate") + Count("rejected") + Count("pending"));
            var sum = Count("stored") + Count("duplicate") + Count("rejected");
            if ((sum >= settled && Count("pending") == 0) || looks == 200)
            {
                Assert.InRange(sum, settled, long.MaxValue);
                return (Count("stored"), Count("rejected"), Count("pending"), sum);
            }

            await poll.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    public abstract class Fixture : IAsyncLifetime
    {
        private int _sequence;
        private string _gatewayPassword = "";

        public Deployment Api { get; private set; } = null!;

        public IMqttClient Client { get; private set; } = null!;

        public int Next() => Interlocked.Increment(ref _sequence);

        public string Now(int seconds) => TimeProvider.System.GetUtcNow().AddSeconds(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'");

        public async ValueTask InitializeAsync()
        {
            Api = await StartAsync();
            await FarmSetup.CreateAsync(Api, 1);
            await FarmSetup.CreateAsync(Api, 2);
            var passwords = await FarmSetup.RegisterSensorsAsync(Api, 1, OwnDeviceId, "ENV-B");
            await FarmSetup.RegisterSensorsAsync(Api, 2, "ENV-C");
            _gatewayPassword =
                (await Api.QueryAsync("mutation { registerDevices(farmId: 1, devices: [{id: \"GW-1\", type: GATEWAY}]) { password } }"))
                .GetProperty("registerDevices")[0].GetProperty("password").GetString()!;
            Client = await FarmSetup.ConnectAsync(Api, OwnDeviceId, passwords[OwnDeviceId]);
        }

        protected abstract Task<Deployment> StartAsync();

        public Task<IMqttClient> GatewayAsync() => FarmSetup.ConnectAsync(Api, "GW-1", _gatewayPassword);

        public async ValueTask DisposeAsync()
        {
            Client?.Dispose();
            if (Api is not null)
            {
                await Api.DisposeAsync();
            }

            GC.SuppressFinalize(this);
        }
    }
}
