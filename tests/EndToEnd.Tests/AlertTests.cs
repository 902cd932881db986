using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using MQTTnet;
using MQTTnet.Protocol;
using Xunit;

namespace SmartDairy.EndToEnd.Tests;

/// <summary>An alert from the reading that raises it to the one that ends it, in every shape: through the broker, the store, the API and back out.</summary>
public abstract class AlertTests
{
    private const string Id = "ENV-1";

    /// <summary>The program alone.</summary>
    public sealed class Embedded : AlertTests
    {
        protected override async Task<Deployment> StartAsync() => await EmbeddedDeployment.StartAsync();
    }

    /// <summary>With PostgreSQL and Mosquitto.</summary>
    public sealed class Server : AlertTests
    {
        protected override async Task<Deployment> StartAsync() => await ClusterDeployment.StartAsync();
    }

    protected abstract Task<Deployment> StartAsync();

    [Fact]
    public async Task A_breach_is_stored_pushed_published_acknowledged_and_over()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        await using var api = await StartAsync();
        await FarmSetup.CreateAsync(api, 1);
        var passwords = await FarmSetup.RegisterSensorsAsync(api, 1, Id, "SIREN");
        using var device = await FarmSetup.ConnectAsync(api, Id, passwords[Id]);
        using var siren = await FarmSetup.ConnectAsync(api, "SIREN", passwords["SIREN"]);
        var heard = new List<JsonElement>();
        siren.ApplicationMessageReceivedAsync += received =>
        {
            lock (heard)
            {
                heard.Add(JsonDocument.Parse(received.ApplicationMessage.Payload).RootElement);
            }

            return Task.CompletedTask;
        };
        await siren.SubscribeAsync("dairy/farm/1/alert/#", MqttQualityOfServiceLevel.AtLeastOnce, patience.Token);

        var rule = (await api.QueryAsync(
            """
            mutation { createAlertRule(farmId: 1, input: {name: "Heat", description: "Barn {barn_id}: {readings.temperature_c} °C", priority: HIGH,
              conditions: [{field: "temperature_c", operator: GT, value: 30}], clearWhen: [{field: "temperature_c", operator: LT, value: 28}]}) { id version } }
            """)).GetProperty("createAlertRule").GetProperty("id").GetString()!;
        using var pushed = await SubscribeAsync(api, patience.Token);

        await PublishTemperatureAsync(device, 31);
        var open = await pushed.NextAsync(patience.Token);
        Assert.Equal(("OPEN", "HIGH", Id, "Barn 1: 31 °C"), (Text(open, "state"), Text(open, "priority"), Text(open, "sourceId"), Text(open, "message")));
        Assert.Equal(31, open.GetProperty("details").GetProperty("values").GetProperty("temperature_c").GetDouble());

        // Above the way out and below the way in: nothing changes. Then, once more above: still the same alert.
        await PublishTemperatureAsync(device, 29);
        await PublishTemperatureAsync(device, 32);
        var listed = Assert.Single(await QueryAlertsAsync(api, "state: OPEN"));
        Assert.Equal(Text(open, "id"), Text(listed, "id"));

        await api.QueryAsync($$"""mutation { acknowledgeAlert(id: "{{Text(open, "id")}}", comment: "on my way") { state } }""");
        var seen = await pushed.UntilAsync(alert => Text(alert, "state") == "ACKNOWLEDGED", patience.Token);
        Assert.NotNull(Text(seen, "acknowledgedBy"));

        await PublishTemperatureAsync(device, 20);
        var over = await pushed.UntilAsync(alert => Text(alert, "state") == "CLEARED", patience.Token);
        Assert.Equal(Text(open, "id"), Text(over, "id"));

        // Too soon after the last one: refused, counted, and seen.
        await PublishTemperatureAsync(device, 33);
        Assert.Single(await QueryAlertsAsync(api, ""));
        var refusals = (await api.QueryAsync($$"""{ alertRefusals(farmId: 1, ruleId: "{{rule}}") { nodes { reason sourceId } } }""")).GetProperty("alertRefusals").GetProperty("nodes");
        Assert.Equal(("SUPPRESSED", Id), (Text(refusals[0], "reason"), Text(refusals[0], "sourceId")));

        var history = (await api.QueryAsync($$"""{ alert(id: "{{Text(open, "id")}}") { history { kind } } }""")).GetProperty("alert").GetProperty("history");
        Assert.Equal(["OPENED", "RECURRED", "ACKNOWLEDGED", "CLEARED"], history.EnumerateArray().Select(one => Text(one, "kind")));

        await WaitAsync(() => heard.Count >= 3, patience.Token);
        lock (heard)
        {
            Assert.Equal(["open", "acknowledged", "cleared"], heard.Select(one => Text(one, "state")));
            Assert.Equal(("high", "warning", "sensor", Id), (Text(heard[0], "priority"), Text(heard[0], "severity"), Text(heard[0].GetProperty("source"), "type"), Text(heard[0].GetProperty("source"), "id")));
        }
    }

    [Fact]
    public async Task A_rule_that_cannot_be_is_refused_with_its_place_and_the_nearest_name()
    {
        await using var api = await StartAsync();
        await FarmSetup.CreateAsync(api, 1);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => api.QueryAsync(
            """
            mutation { createAlertRule(farmId: 1, input: {name: "Heat", description: "hot", priority: HIGH, conditions: [{field: "temprature_c", operator: GT, value: 30}]}) { id } }
            """));
        Assert.Contains("conditions[0].field", refused.Message, StringComparison.Ordinal);
        Assert.Contains("temperature_c", refused.Message, StringComparison.Ordinal);
        Assert.Contains("INVALID_ARGUMENT", refused.Message, StringComparison.Ordinal);
    }

    private static async Task PublishTemperatureAsync(IMqttClient device, double temperature)
    {
        // Each its own millisecond: in order of time, as a sensor is.
        await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        await FarmSetup.PublishAsync(device, FarmSetup.Topic(1, Id), FormattableString.Invariant($$$"""{"readings":{"temperature_c":{{{temperature}}},"humidity_percent":60}}"""));
        await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
    }

    private static async Task<List<JsonElement>> QueryAlertsAsync(Deployment api, string filter)
        => [.. (await api.QueryAsync($$"""{ alerts(farmId: 1{{(filter.Length == 0 ? "" : ", " + filter)}}) { nodes { id state message } } }""")).GetProperty("alerts").GetProperty("nodes").EnumerateArray()];

    private static async Task<AlertSubscription> SubscribeAsync(Deployment api, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        request.Content = JsonContent.Create(new { query = "subscription { alerts(farmId: 1) { id state priority sourceId message details acknowledgedBy openedAt clearedAt } }" });
        var response = await api.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        var pushed = new AlertSubscription(response, new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken), Encoding.UTF8));

        // The node follows from the moment it looked for the first time.
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, cancellationToken);
        return pushed;
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static async Task WaitAsync(Func<bool> condition, CancellationToken cancellationToken)
    {
        while (!condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
        }
    }

    private sealed class AlertSubscription(HttpResponseMessage response, StreamReader reader) : IDisposable
    {
        public async Task<JsonElement> NextAsync(CancellationToken cancellationToken)
        {
            while (await reader.ReadLineAsync(cancellationToken) is { } line)
            {
                if (line.StartsWith("data:", StringComparison.Ordinal) && line.Length > 6)
                {
                    return JsonDocument.Parse(line[5..]).RootElement.GetProperty("data").GetProperty("alerts");
                }
            }

            throw new EndOfStreamException("The event stream ended.");
        }

        public async Task<JsonElement> UntilAsync(Func<JsonElement, bool> found, CancellationToken cancellationToken)
        {
            while (true)
            {
                var alert = await NextAsync(cancellationToken);
                if (found(alert))
                {
                    return alert;
                }
            }
        }

        public void Dispose()
        {
            reader.Dispose();
            response.Dispose();
        }
    }
}
