using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using SmartDairy.Contracts.Devices;
using SmartDairy.History.Ledger;

namespace SmartDairy.Broker.Connections;

/// <summary>The devices that are connected to the embedded broker now.</summary>
internal sealed class LiveConnections
{
    private readonly ConcurrentDictionary<string, DeviceConnection> _devices = new(StringComparer.Ordinal);
    private readonly ConnectionChangeNotifier _changes;

    public LiveConnections(ConnectionChangeNotifier changes, IMeterFactory meters)
    {
        _changes = changes;
        meters.Create(IntakeMetrics.MeterName)
            .CreateObservableUpDownCounter(
                "smartdairy.mqtt.connections", () => Count, "{connection}", "Devices connected to the embedded broker.");
    }

    public int Count => _devices.Count;

    /// <summary>Set when the broker stops: a device that is accepted afterwards is disconnected at once.</summary>
    public bool IsStopping { get; set; }

    public DeviceConnection? Find(string deviceId) => _devices.GetValueOrDefault(deviceId);

    public IEnumerable<DeviceConnection> All => _devices.Values;

    /// <summary>The device was accepted. An older connection of the same device is ended by the server.</summary>
    public void OnOpened(DeviceConnection connection)
    {
        _devices[connection.Identity!.Id] = connection;
        _changes.Enqueue(connection.Identity.Id, ConnectionChangeKind.Opened, connection.ConnectionId);
        if (IsStopping)
        {
            connection.DisconnectForShutdown();
        }
    }

    /// <summary>The connection ended, however it did.</summary>
    public void OnClosed(DeviceConnection connection)
    {
        if (!connection.WasAccepted || connection.Identity is not { } identity)
        {
            return;
        }

        _devices.TryRemove(KeyValuePair.Create(identity.Id, connection));
        _changes.Enqueue(identity.Id, connection.DisconnectedNormally
            ? ConnectionChangeKind.ClosedByDevice
            : ConnectionChangeKind.Lost, connection.ConnectionId);
    }
}
