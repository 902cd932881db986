using System.Text;
using System.Text.Json;
using MQTTnet;
using Xunit;

namespace SmartDairy.EndToEnd.Tests;

/// <summary>A command reaches its device and the answer comes back through the broker, in every deployment.</summary>
public abstract class CommandTests
{
    private const string Id = "ENV-1";

    /// <summary>The program alone, with embedded broker and SQLite.</summary>
    public sealed class Embedded : CommandTests
    {
        protected override async Task<Deployment> StartAsync() => await EmbeddedDeployment.StartAsync();
    }

    /// <summary>With PostgreSQL and Mosquitto.</summary>
    public sealed class Server : CommandTests
    {
        protected override async Task<Deployment> StartAsync() => await ClusterDeployment.StartAsync();
    }

    protected abstract Task<Deployment> StartAsync();

    [Fact]
    public async Task A_command_reaches_its_device_and_its_result_is_returned()
    {
        await using var api = await StartAsync();
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(TimeSpan.FromMinutes(1));
        await FarmSetup.CreateAsync(api, 1);
        var passwords = await FarmSetup.RegisterSensorsAsync(api, 1, Id);
        using var device = await FarmSetup.ConnectAsync(api, Id, passwords[Id]);
        device.ApplicationMessageReceivedAsync += async received =>
        {
            using var command = JsonDocument.Parse(received.ApplicationMessage.Payload);
            var id = command.RootElement.GetProperty("command_id").GetString();
            await device.PublishAsync(
                new MqttApplicationMessageBuilder().WithTopic($"system/farm/1/device/{Id}/status")
                .WithQualityOfServiceLevel(MQTTnet.Protocol.MqttQualityOfServiceLevel.AtLeastOnce)
                    .WithPayload(
                        Encoding.UTF8.GetBytes($$$"""{"command_id":"{{{id}}}","command_state":"succeeded","result":{"seconds":60}}"""))
                        .Build(), timeout.Token);
        };
        await device.SubscribeAsync(FarmSetup.Topic(1, Id).Replace("telemetry", "command", StringComparison.Ordinal),
            MQTTnet.Protocol.MqttQualityOfServiceLevel.AtLeastOnce, timeout.Token);

        await api.QueryAsync(
            $$"""mutation { sendCommand(deviceId: "{{Id}}", name: "set-interval", arguments: {seconds: 60}, timeout: "PT50S") { id } }""");
        JsonElement command;
        do
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, timeout.Token);
            command = (await api.QueryAsync($$"""{ device(id: "{{Id}}") { commands { state result } } }""")).GetProperty("device")
                .GetProperty("commands")[0];
        }
        while (command.GetProperty("state").GetString() != "SUCCEEDED");

        Assert.Equal(60, command.GetProperty("result").GetProperty("seconds").GetInt32());
    }
}
