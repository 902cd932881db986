using System.Text;
using System.Text.Json.Nodes;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace SmartDairy.Compatibility.Tests.Running;

/// <summary>A device's MQTT connection.</summary>
internal sealed class Device : IDisposable
{
    private readonly IMqttClient _client;

    private Device(IMqttClient client) => _client = client;

    public static async Task<Device> ConnectAsync(int port, string id, string password)
    {
        var client = new MqttClientFactory().CreateMqttClient();
        await client.ConnectAsync(new MqttClientOptionsBuilder()
            .WithTcpServer("127.0.0.1", port).WithProtocolVersion(MqttProtocolVersion.V500).WithClientId(id).WithCredentials(id, password)
            .WithTimeout(TimeSpan.FromSeconds(30)).Build());
        return new Device(client);
    }

    /// <summary>Publishes at QoS 1 and returns when it is acknowledged, whatever the answer.</summary>
    public Task SayAsync(string topic, JsonNode message) => SayAsync(topic, message.ToJsonString());

    public Task SayAsync(string topic, string message) => _client.PublishAsync(new MqttApplicationMessage
    {
        Topic = topic,
        PayloadSegment = Encoding.UTF8.GetBytes(message),
        QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce,
    });

    /// <summary>Subscribes to a topic of commands and answers each at once.</summary>
    public Task ObeyAsync(string commandTopic, string statusTopic)
    {
        _client.ApplicationMessageReceivedAsync += async received =>
        {
            var command = JsonNode.Parse(Encoding.UTF8.GetString(received.ApplicationMessage.Payload))!;
            var answer = new JsonObject
            {
                ["command_id"] = command["command_id"]!.GetValue<string>(),
                ["command_state"] = "succeeded",
                ["result"] = new JsonObject { ["seconds"] = 60 },
            };
            await SayAsync(statusTopic, answer);
        };
        return _client.SubscribeAsync(commandTopic, MqttQualityOfServiceLevel.AtLeastOnce);
    }

    /// <summary>Says goodbye.</summary>
    public async Task LeaveAsync()
    {
        await _client.DisconnectAsync();
        Dispose();
    }

    public void Dispose() => _client.Dispose();
}
