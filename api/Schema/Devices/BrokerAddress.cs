namespace SmartDairy.Api.Schema.Devices;

/// <summary>Address of the MQTT broker as devices reach it.</summary>
/// <param name="Host">Host name or IP address.</param>
/// <param name="Port">TCP port.</param>
public sealed record BrokerAddress(string Host, int Port);
