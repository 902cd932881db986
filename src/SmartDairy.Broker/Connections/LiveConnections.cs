using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using MQTTnet.Protocol;
using SmartDairy.Broker.Authentication;
using SmartDairy.Contracts.Devices;
using SmartDairy.Grains.Intake;

namespace SmartDairy.Broker.Connections;

/// <summary>Who is connected to the embedded broker now.</summary>
internal sealed class LiveConnections : IDeviceConnections
{
    private readonly ConcurrentDictionary<string, DeviceConnection> _devices = new(StringComparer.Ordinal);
    private readonly CredentialCache _credentials;
    private readonly ConnectionChangeNotifier _events;

    public LiveConnections(CredentialCache credentials, ConnectionChangeNotifier changes, IMeterFactory meters)
    {
        _credentials = credentials;
        _events = changes;
        meters.Create(IntakeMetrics.MeterName)
            .CreateObservableUpDownCounter("smartdairy.mqtt.connections", () => Count, "{connection}", "Devices connected to the embedded broker.");
    }

    public int Count => _devices.Count;

    /// <summary>Set when the broker stops: who was on the way in then is shown out.</summary>
    public bool IsStopping { get; set; }

    public DeviceConnection? Find(string deviceId) => _devices.GetValueOrDefault(deviceId);

    public IEnumerable<DeviceConnection> All => _devices.Values;

    /// <summary>The device was let in. An older connection of the same device is ended by the server.</summary>
    public void OnOpened(DeviceConnection channel)
    {
        _devices[channel.Identity!.Id] = channel;
        _events.Enqueue(channel.Identity.Id, ConnectionChangeKind.Opened, channel.ConnectionId);
        if (IsStopping)
        {
            channel.DisconnectForShutdown();
        }
    }

    /// <summary>The connection ended, however it did.</summary>
    public void OnClosed(DeviceConnection channel)
    {
        if (!channel.WasAccepted || channel.Identity is not { } identity)
        {
            return;
        }

        _devices.TryRemove(KeyValuePair.Create(identity.Id, channel));
        _events.Enqueue(identity.Id, channel.DisconnectedNormally ? ConnectionChangeKind.ClosedByDevice : ConnectionChangeKind.Lost, channel.ConnectionId);
    }

    /// <inheritdoc/>
    public bool ReportsSubscriptions => true;

    public Task DisconnectAsync(string deviceId, string reason)
    {
        _credentials.Invalidate(deviceId);
        if (Find(deviceId) is { } channel)
        {
            channel.Disconnect(MqttDisconnectReasonCode.AdministrativeAction, reason);
        }

        return Task.CompletedTask;
    }
}
