using SmartDairy.Contracts.Devices;

namespace SmartDairy.Broker.Connections;

/// <summary>The connections of devices to an outside broker, which neither reports nor ends them for this cluster.</summary>
internal sealed class ExternalBrokerConnectionControl : IDeviceConnections
{
    /// <inheritdoc/>
    public bool ReportsSubscriptions => false;

    /// <summary>Does nothing: messages that a disabled device still sends are rejected one by one.</summary>
    public Task DisconnectAsync(string deviceId, string reason) => Task.CompletedTask;
}
