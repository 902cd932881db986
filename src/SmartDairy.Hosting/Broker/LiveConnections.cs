using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using MQTTnet.Protocol;
using SmartDairy.Contracts.Devices;
using SmartDairy.Grains.Intake;

namespace SmartDairy.Hosting.Broker;

/// <summary>Who is connected to the embedded broker now.</summary>
internal sealed class LiveConnections : IConnectionControl
{
    private readonly ConcurrentDictionary<string, DeviceChannel> _devices = new(StringComparer.Ordinal);
    private readonly CredentialCache _credentials;
    private readonly ConnectionEvents _events;

    public LiveConnections(CredentialCache credentials, ConnectionEvents events, IMeterFactory meters)
    {
        _credentials = credentials;
        _events = events;
        meters.Create(IntakeMetrics.MeterName)
            .CreateObservableUpDownCounter("smartdairy.mqtt.connections", () => Count, "{connection}", "Devices connected to the embedded broker.");
    }

    public int Count => _devices.Count;

    /// <summary>Set when the broker stops: who was on the way in then is shown out.</summary>
    public bool Closing { get; set; }

    public DeviceChannel? Find(string deviceId) => _devices.GetValueOrDefault(deviceId);

    public IEnumerable<DeviceChannel> All => _devices.Values;

    /// <summary>The device was let in. An older connection of the same device is ended by the server.</summary>
    public void Opened(DeviceChannel channel)
    {
        _devices[channel.Identity!.Id] = channel;
        _events.Report(channel.Identity.Id, ConnectionChangeKind.Opened, channel.ConnectionId);
        if (Closing)
        {
            channel.EndByShutdown();
        }
    }

    /// <summary>The connection ended, however it did.</summary>
    public void Ended(DeviceChannel channel)
    {
        if (!channel.WasOpened || channel.Identity is not { } identity)
        {
            return;
        }

        _devices.TryRemove(KeyValuePair.Create(identity.Id, channel));
        _events.Report(identity.Id, channel.SaidGoodbye ? ConnectionChangeKind.Closed : ConnectionChangeKind.Lost, channel.ConnectionId);
    }

    /// <inheritdoc/>
    public bool SeesSubscriptions => true;

    public Task DisconnectAsync(string deviceId, string reason)
    {
        _credentials.Forget(deviceId);
        if (Find(deviceId) is { } channel)
        {
            channel.End(MqttDisconnectReasonCode.AdministrativeAction, reason);
        }

        return Task.CompletedTask;
    }
}
