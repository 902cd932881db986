using System.Text;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace SmartDairy.EndToEnd.Tests;

/// <summary>Sets up farms, devices and connections for a test.</summary>
public static class FarmSetup
{
    public static async Task CreateAsync(Deployment api, int id)
        => await api.QueryAsync("mutation($i: FarmInput!) { createFarm(input: $i) { id } }", new { i = new { id, name = $"Farm {id}" } });

    /// <summary>Registers environmental sensors; returns device id to password.</summary>
    public static async Task<Dictionary<string, string>> RegisterSensorsAsync(Deployment api, int farm, params string[] ids)
    {
        var answer = await api.QueryAsync(
            "mutation($f: Int!, $d: [DeviceInput!]!) { registerDevices(farmId: $f, devices: $d) { deviceId password } }",
            new { f = farm, d = ids.Select(id => new { id, type = "ENVIRONMENTAL_SENSOR", barnId = 1, zoneId = 1 }) });
        return answer.GetProperty("registerDevices").EnumerateArray()
            .ToDictionary(device => device.GetProperty("deviceId").GetString()!, device => device.GetProperty("password").GetString()!);
    }

    public static string Topic(int farm, string id) => $"dairy/farm/{farm}/barn/1/zone/1/sensor/{id}/telemetry";

    public static async Task<IMqttClient> ConnectAsync(Deployment api, string id, string password)
    {
        var client = new MqttClientFactory().CreateMqttClient();
        await client.ConnectAsync(new MqttClientOptionsBuilder()
            .WithTcpServer("127.0.0.1", api.MqttPort)
            .WithProtocolVersion(MqttProtocolVersion.V500)
            .WithClientId(id)
            .WithCredentials(id, password)
            .WithTimeout(TimeSpan.FromSeconds(30))
            .Build());
        return client;
    }

    public static Task<MqttClientPublishResult> PublishAsync(IMqttClient client, string topic, string payload)
        => PublishAsync(client, topic, Encoding.UTF8.GetBytes(payload));

    public static Task<MqttClientPublishResult> PublishAsync(IMqttClient client, string topic, byte[] payload)
        => client.PublishAsync(new MqttApplicationMessage
        { Topic = topic, PayloadSegment = payload, QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce });
}
