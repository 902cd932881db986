using SmartDairy.Contracts.Devices;

namespace SmartDairy.Broker.External;

/// <summary>The connections of devices to a broker outside: they are the broker's, and it tells nobody of them.</summary>
internal sealed class ExternalBrokerConnectionControl : IDeviceConnections
{
    public bool ReportsSubscriptions => false;

    /// <summary>Nothing can be done here: what a disabled device still sends is refused, message by message.</summary>
    public Task DisconnectAsync(string deviceId, string reason) => Task.CompletedTask;
}
