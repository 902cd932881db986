namespace SmartDairy.Contracts.Devices;

/// <summary>The device connections held by this process.</summary>
public interface IDeviceConnections
{
    /// <summary>
    /// True when the subscriptions of devices are reported to their grains. An external broker does not report subscriptions but queues
    /// messages for devices with a session; in that case messages are published immediately.
    /// </summary>
    bool ReportsSubscriptions { get; }

    /// <summary>Closes the device's connection if this process holds one. The reason is sent to MQTT 5 clients.</summary>
    Task DisconnectAsync(string deviceId, string reason);
}
