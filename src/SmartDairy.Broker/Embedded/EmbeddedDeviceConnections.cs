using MQTTnet.Protocol;
using SmartDairy.Broker.Authentication;
using SmartDairy.Broker.Connections;
using SmartDairy.Contracts.Devices;

namespace SmartDairy.Broker.Embedded;

/// <summary>The control that device actors have over connections to the embedded broker.</summary>
internal sealed class EmbeddedDeviceConnections(LiveConnections connections, CredentialCache credentials) : IDeviceConnections
{
    /// <inheritdoc/>
    public bool ReportsSubscriptions => true;

    /// <inheritdoc/>
    public Task DisconnectAsync(string deviceId, string reason)
    {
        credentials.Invalidate(deviceId);
        connections.Find(deviceId)?.Disconnect(MqttDisconnectReasonCode.AdministrativeAction, reason);
        return Task.CompletedTask;
    }
}
