using GraphQL;
using SmartDairy.Contracts.Devices;
using SmartDairy.Protocol.Topics;

namespace SmartDairy.Api.Schema.Devices;

/// <summary>What a device logs in with. Given out once: only a hash of the password is kept.</summary>
[Name("DeviceCredentials")]
public sealed record DeviceCredentialsView(string DeviceId, string Username, string Password, string PublishTopic, string Example)
{
    /// <summary>The device.</summary>
    [Id]
    public string DeviceId { get; } = DeviceId;

    /// <summary>MQTT user name.</summary>
    public string Username { get; } = Username;

    /// <summary>MQTT password, 256 random bits.</summary>
    public string Password { get; } = Password;

    /// <summary>Where the device publishes what it measures.</summary>
    public string PublishTopic { get; } = PublishTopic;

    /// <summary>A line for a shell that sends the device's first message.</summary>
    public string Example { get; } = Example;

    internal static DeviceCredentialsView From(IssuedCredentials issued, BrokerAddress broker)
    {
        var device = issued.Device;
        var topic = DeviceTopics.TelemetryTopic(device);
        // Ids and secrets are letters, digits, _ and -; topics add only slashes: nothing here needs a shell's quotes but the payload.
        var example = $"mosquitto_pub -h {broker.Host} -p {broker.Port} -V mqttv5 -i {device.Id} -u {issued.Username} -P {issued.Password} -q 1 -t {topic} "
            + $"-m '{ExampleTelemetry.ForDevice(device)}'";
        return new(device.Id, issued.Username, issued.Password, topic, example);
    }
}
