using GraphQL;
using SmartDairy.Contracts.Devices;
using SmartDairy.Protocol.Topics;

namespace SmartDairy.Api.Schema.Devices;

/// <summary>MQTT credentials of a device. The password is shown only once, since only its hash is kept.</summary>
[Name("DeviceCredentials")]
public sealed record DeviceCredentialsView(string DeviceId, string Username, string Password, string PublishTopic, string Example)
{
    /// <summary>Id of the device the credentials are for.</summary>
    [Id]
    public string DeviceId { get; } = DeviceId;

    /// <summary>User name for the MQTT connection.</summary>
    public string Username { get; } = Username;

    /// <summary>Password for the MQTT connection, made from 256 random bits.</summary>
    public string Password { get; } = Password;

    /// <summary>MQTT topic the device publishes its measurements to.</summary>
    public string PublishTopic { get; } = PublishTopic;

    /// <summary>Shell command (mosquitto_pub) that sends the device's first message.</summary>
    public string Example { get; } = Example;

    internal static DeviceCredentialsView From(IssuedCredentials issued, BrokerAddress broker)
    {
        var device = issued.Device;
        var topic = DeviceTopics.TelemetryTopic(device);
        // Ids and secrets consist of letters, digits, _ and -, topics also of slashes: only the payload needs quoting for the shell.
        var example =
            $"mosquitto_pub -h {broker.Host} -p {broker.Port} -V mqttv5 -i {device.Id} -u {issued.Username} -P {issued.Password} -q 1 -t {topic} "
            + $"-m '{ExampleTelemetry.ForDevice(device)}'";
        return new(device.Id, issued.Username, issued.Password, topic, example);
    }
}
