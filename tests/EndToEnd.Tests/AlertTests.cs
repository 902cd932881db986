using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using MQTTnet;
using MQTTnet.Protocol;
using Xunit;

namespace SmartDairy.EndToEnd.Tests;

/// <summary>
/// The life of an alert from the reading that opens it to the reading that clears it, in every deployment: broker, store, API, push and
/// MQTT.
/// </summary>
public abstract class AlertTests
{
    private const string Id = "ENV-1";

    /// <summary>The program alone, with embedded broker and SQLite.</summary>
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
    public async Task A_breach_is_stored_pushed_published_acknowledged_and_cleared()
    {
        await using var api = await StartAsync();
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(TimeSpan.FromMinutes(2));
        await FarmSetup.CreateAsync(api, 1);
        var passwords = await FarmSetup.RegisterSensorsAsync(api, 1, Id, "SIREN");
        using var device = await FarmSetup.ConnectAsync(api, Id, passwords[Id]);
        using var siren = await FarmSetup.ConnectAsync(api, "SIREN", passwords["SIREN"]);
        var publishedAlerts = new List<JsonElement>();
        siren.ApplicationMessageReceivedAsync += received =>
        {
            lock (publishedAlerts)
            {
                publishedAlerts.Add(JsonDocument.Parse(received.ApplicationMessage.Payload).RootElement);
            }

            return Task.CompletedTask;
        };
        await siren.SubscribeAsync("dairy/farm/1/alert/#", MqttQualityOfServiceLevel.AtLeastOnce, timeout.Token);

        var rule = (await api.QueryAsync(
            """
            mutation { createAlertRule(farmId: 1, input: {name: "Heat", description: "Barn {barn_id}: {readings.temperature_c} °C", priority: HIGH,
              conditions: [{field: "temperature_c", operator: GT, value: 30}], clearWhen: [{field: "temperature_c", operator: LT, value: 28}]}) { id version } }
            """)).GetProperty("createAlertRule").GetProperty("id").GetString()!;
        using var pushed = await SubscribeAsync(api, timeout.Token);

        await PublishTemperatureAsync(device, 31);
        var open = await pushed.NextAsync(timeout.Token);
        Assert.Equal(("OPEN", "HIGH", Id, "Barn 1: 31 °C"),
            (Text(open, "state"), Text(open, "priority"), Text(open, "sourceId"), Text(open, "message")));
        Assert.Equal(31, open.GetProperty("details").GetProperty("values").GetProperty("temperature_c").GetDouble());

        // Between clear and open threshold nothing changes. Above the open threshold again it is still the same alert.
        await PublishTemperatureAsync(device, 29);
        await PublishTemperatureAsync(device, 32);
        var listed = Assert.Single(await QueryAlertsAsync(api, "state: OPEN"));
        Assert.Equal(Text(open, "id"), Text(listed, "id"));

        await api.QueryAsync($$"""mutation { acknowledgeAlert(id: "{{Text(open, "id")}}", comment: "on my way") { state } }""");
        var acknowledged = await pushed.UntilAsync(alert => Text(alert, "state") == "ACKNOWLEDGED", timeout.Token);
        Assert.NotNull(Text(acknowledged, "acknowledgedBy"));

        await PublishTemperatureAsync(device, 20);
        var cleared = await pushed.UntilAsync(alert => Text(alert, "state") == "CLEARED", timeout.Token);
        Assert.Equal(Text(open, "id"), Text(cleared, "id"));

        // Too soon after the previous alert: suppressed, and listed with its reason.
        await PublishTemperatureAsync(device, 33);
        Assert.Single(await QueryAlertsAsync(api, ""));
        var refusals =
            (await api.QueryAsync($$"""{ alertRefusals(farmId: 1, ruleId: "{{rule}}") { nodes { reason sourceId } } }""")).GetProperty(
                "alertRefusals").GetProperty("nodes");
        Assert.Equal(("SUPPRESSED", Id), (Text(refusals[0], "reason"), Text(refusals[0], "sourceId")));

        var history = (await api.QueryAsync($$"""{ alert(id: "{{Text(open, "id")}}") { history { kind } } }""")).GetProperty("alert")
            .GetProperty("history");
        Assert.Equal(["OPENED", "RECURRED", "ACKNOWLEDGED", "CLEARED"], history.EnumerateArray().Select(entry => Text(entry, "kind")));

        await WaitAsync(() => publishedAlerts.Count >= 3, timeout.Token);
        lock (publishedAlerts)
        {
            Assert.Equal(["open", "acknowledged", "cleared"], publishedAlerts.Select(entry => Text(entry, "state")));
            Assert.Equal(("high", "warning", "sensor", Id),
                (Text(publishedAlerts[0], "priority"), Text(publishedAlerts[0], "severity"),
                    Text(publishedAlerts[0].GetProperty("source"), "type"), Text(publishedAlerts[0].GetProperty("source"), "id")));
        }
    }

    [Fact]
    public async Task An_invalid_rule_is_refused_with_its_path_and_the_nearest_name()
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
        // Messages need distinct times, in order.
        await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        await FarmSetup.PublishAsync(device, FarmSetup.Topic(1, Id),
            FormattableString.Invariant($$$"""{"readings":{"temperature_c":{{{temperature}}},"humidity_percent":60}}"""));
        await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
    }

    private static async Task<List<JsonElement>> QueryAlertsAsync(Deployment api, string filter)
        => [.. (await api.QueryAsync(
            $$"""{ alerts(farmId: 1{{(filter.Length == 0 ? "" : ", " + filter)}}) { nodes { id state message } } }""")).GetProperty(
                "alerts").GetProperty("nodes").EnumerateArray()];

    private static async Task<AlertSubscription> SubscribeAsync(Deployment api, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        request.Content =
            JsonContent.Create(
                new { query = "subscription { alerts(farmId: 1) { id state priority sourceId message details acknowledgedBy openedAt clearedAt } }" });
        var response = await api.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        var pushed =
            new AlertSubscription(response, new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken), Encoding.UTF8));

        // The node's feed starts with its first poll.
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
