namespace SmartDairy.Contracts.Devices;

/// <summary>The broker's live connections, as far as this process holds them.</summary>
public interface IConnectionControl
{
    /// <summary>Ends the connection of a device if it has one here. The reason is shown to MQTT 5 clients.</summary>
    Task DisconnectAsync(string deviceId, string reason);
}
