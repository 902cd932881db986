using System.Collections.Concurrent;
using MQTTnet.Protocol;
using SmartDairy.Contracts.Devices;

namespace SmartDairy.Hosting.Broker;

/// <summary>Who is connected to the embedded broker now.</summary>
internal sealed class LiveConnections(CredentialCache credentials, ConnectionEvents events) : IConnectionControl
{
    private readonly ConcurrentDictionary<string, DeviceChannel> _devices = new(StringComparer.Ordinal);

    public int Count => _devices.Count;

    public DeviceChannel? Find(string deviceId) => _devices.GetValueOrDefault(deviceId);

    public IEnumerable<DeviceChannel> All => _devices.Values;

    /// <summary>The device was let in. An older connection of the same device is ended by the server.</summary>
    public void Opened(DeviceChannel channel)
    {
        _devices[channel.Identity!.Id] = channel;
        events.Report(channel.Identity.Id, ConnectionChangeKind.Opened, channel.ConnectionId);
    }

    /// <summary>The connection ended, however it did.</summary>
    public void Ended(DeviceChannel channel)
    {
        if (!channel.WasOpened || channel.Identity is not { } identity)
        {
            return;
        }

        _devices.TryRemove(KeyValuePair.Create(identity.Id, channel));
        events.Report(identity.Id, channel.SaidGoodbye ? ConnectionChangeKind.Closed : ConnectionChangeKind.Lost, channel.ConnectionId);
    }

    /// <inheritdoc/>
    public Task DisconnectAsync(string deviceId, string reason)
    {
        credentials.Forget(deviceId);
        if (Find(deviceId) is { } channel)
        {
            channel.End(MqttDisconnectReasonCode.AdministrativeAction, reason);
        }

        return Task.CompletedTask;
    }
}
