using SmartDairy.Contracts.Devices;
using SmartDairy.Protocol.Payloads;

namespace SmartDairy.Grains.Devices;

/// <summary>Works out a device's status from its connection, its silence and what it says of itself.</summary>
public sealed class DevicePresence
{
    private long _connectionId;
    private bool _connectionLost;
    private long _lostAt;
    private long _reportedAt;

    public bool Connected { get; private set; }

    /// <summary>Time of receipt of the last message, Unix milliseconds; null when never heard.</summary>
    public long? LastSeen { get; private set; }

    /// <summary>What the device last said of itself: Warning or Error; null when it is fine or never said.</summary>
    public DeviceStatus? ReportedStatus { get; private set; }

    internal PresenceMigrationState CaptureState() => new(_connectionId, Connected, _connectionLost, _lostAt, LastSeen, ReportedStatus, _reportedAt);

    internal void Restore(PresenceMigrationState memory)
        => (_connectionId, Connected, _connectionLost, _lostAt, LastSeen, ReportedStatus, _reportedAt) = memory;

    /// <summary>Messages of one device come by several queues, in no order: each is taken for the time it was received at.</summary>
    public void MarkSeen(long receivedAt)
    {
        if (LastSeen is null || receivedAt > LastSeen)
        {
            LastSeen = receivedAt;
        }

        // What came after a will shows that the device is back.
        if (receivedAt >= _lostAt)
        {
            _connectionLost = false;
        }
    }

    /// <summary>False when the change is about a connection that another one has replaced.</summary>
    public bool Apply(ConnectionChange change)
    {
        switch (change.Kind)
        {
            case ConnectionChangeKind.Opened when change.ConnectionId > _connectionId:
                (_connectionId, Connected, _connectionLost) = (change.ConnectionId, true, false);
                return true;
            case ConnectionChangeKind.ClosedByDevice when change.ConnectionId == _connectionId:
                Connected = false;
                return true;
            case ConnectionChangeKind.Lost when change.ConnectionId == _connectionId:
                (Connected, _connectionLost, _lostAt) = (false, true, 0);
                return true;
            default:
                return change.Kind is ConnectionChangeKind.CommandsSubscribed or ConnectionChangeKind.ConfigurationSubscribed && change.ConnectionId >= _connectionId;
        }
    }

    /// <summary>What the device, or its will, said of it in a message received at that time; what a later message said stands.</summary>
    public void Apply(DeviceStatusReport report, long receivedAt)
    {
        switch (report.Status)
        {
            case DeviceStatus.Offline when LastSeen is null || receivedAt >= LastSeen:
                (_connectionLost, _lostAt) = (true, receivedAt);
                break;
            case { } status and not DeviceStatus.Offline when receivedAt >= _reportedAt:
                _reportedAt = receivedAt;
                ReportedStatus = status is DeviceStatus.Warning or DeviceStatus.Error ? status : null;
                break;
        }
    }

    public DeviceStatus ComputeStatus(bool enabled, long now, TimeSpan silenceLimit)
    {
        if (!enabled)
        {
            return DeviceStatus.Disabled;
        }

        var silent = LastSeen is null || now - LastSeen > silenceLimit.TotalMilliseconds;
        if (_connectionLost || (silent && !Connected))
        {
            return DeviceStatus.Offline;
        }

        return ReportedStatus ?? (silent && LastSeen is not null ? DeviceStatus.Warning : DeviceStatus.Online);
    }
}
