namespace SmartDairy.Contracts.Devices;

/// <summary>The broker's live connections, as far as this process holds them.</summary>
public interface IDeviceConnections
{
    /// <summary>
    /// Whether devices' subscriptions are reported to their actors. An outside broker tells nobody who listens, but keeps what is published for a device
    /// with a session until it comes: then everything is published at once.
    /// </summary>
    bool ReportsSubscriptions { get; }

    /// <summary>Ends the connection of a device if it has one here. The reason is shown to MQTT 5 clients.</summary>
    Task DisconnectAsync(string deviceId, string reason);
}
