namespace SmartDairy.Api.Schema.Devices;

/// <summary>Where devices reach the MQTT broker, as they see it.</summary>
/// <param name="Host">Name or address.</param>
/// <param name="Port">TCP port.</param>
public sealed record BrokerAddress(string Host, int Port);
