using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Intake;
using SmartDairy.Protocol.Payloads;

namespace SmartDairy.Grains.Devices;

/// <summary>
/// Derives a device's status from its connection, its silence and its own status reports. Messages of one device arrive by several queues
/// in no fixed order, so everything is ordered by the time of receipt.
/// </summary>
public sealed class DevicePresence
{
    private long _connectionId;
    private bool _connectionLost;
    private long _lostAt;
    private long _statusReportedAt;
    private long _detailsReportedAt;

    /// <summary>True while a connection with the device's credentials is open.</summary>
    public bool Connected { get; private set; }

    /// <summary>Time of receipt of the newest message, Unix milliseconds; null before the first one.</summary>
    public long? LastSeen { get; private set; }

    /// <summary>Warning or Error as last reported by the device; null when the last report was neither or none ever came.</summary>
    public DeviceStatus? ReportedStatus { get; private set; }

    /// <summary>The firmware version last reported; null when never reported.</summary>
    public string? FirmwareVersion { get; private set; }

    /// <summary>Percent, from a status report; null when never reported.</summary>
    public double? BatteryLevel { get; private set; }

    /// <summary>dBm, from a status report; null when never reported.</summary>
    public double? SignalStrength { get; private set; }

    /// <summary>Takes in the times of receipt and the status reports of a batch.</summary>
    public void Apply(DeviceBatch batch, DecodedBatch decoded)
    {
        var next = 0;
        for (var i = 0; i < batch.Messages.Count; i++)
        {
            var receivedAt = batch.Messages[i].ReceivedAt;
            MarkSeen(receivedAt);
            if (next < decoded.StatusReports.Count && decoded.StatusReports[next].Index == i)
            {
                Apply(decoded.StatusReports[next++].Report, receivedAt);
            }
        }
    }

    /// <summary>Takes in the time of receipt of a message.</summary>
    public void MarkSeen(long receivedAt)
    {
        if (LastSeen is null || receivedAt > LastSeen)
        {
            LastSeen = receivedAt;
        }

        // A message after the will shows that the device is back.
        if (receivedAt >= _lostAt)
        {
            _connectionLost = false;
        }
    }

    /// <summary>Takes in the firmware version of a stored reading.</summary>
    /// <param name="version">Null changes nothing.</param>
    public void SetFirmware(string? version) => FirmwareVersion = version ?? FirmwareVersion;

    /// <summary>Takes in a change of a connection. False when another connection has replaced it since.</summary>
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
                return change.Kind is ConnectionChangeKind.CommandsSubscribed or ConnectionChangeKind.ConfigurationSubscribed
                    && change.ConnectionId >= _connectionId;
        }
    }

    /// <summary>Takes in a report of the device or its will. A report received later prevails.</summary>
    /// <param name="report">The report.</param>
    /// <param name="receivedAt">Time of receipt, Unix milliseconds.</param>
    public void Apply(DeviceStatusReport report, long receivedAt)
    {
        switch (report.Status)
        {
            case DeviceStatus.Offline when LastSeen is null || receivedAt >= LastSeen:
                (_connectionLost, _lostAt) = (true, receivedAt);
                break;
            case { } status and not DeviceStatus.Offline when receivedAt >= _statusReportedAt:
                _statusReportedAt = receivedAt;
                ReportedStatus = status is DeviceStatus.Warning or DeviceStatus.Error ? status : null;
                break;
        }

        if (receivedAt >= _detailsReportedAt)
        {
            _detailsReportedAt = receivedAt;
            SetFirmware(report.FirmwareVersion);
            BatteryLevel = report.BatteryLevel ?? BatteryLevel;
            SignalStrength = report.SignalStrength ?? SignalStrength;
        }
    }

    /// <summary>The status now.</summary>
    /// <param name="enabled">False when a user disabled the device.</param>
    /// <param name="now">Unix milliseconds.</param>
    /// <param name="silenceLimit">The longest silence of a healthy device of its type.</param>
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

    internal PresenceMigrationState CaptureState()
        => new(_connectionId, Connected, _connectionLost, _lostAt, LastSeen, ReportedStatus, _statusReportedAt);

    internal (string? Firmware, double? Battery, double? Signal, long ReportedAt) CaptureDetails()
        => (FirmwareVersion, BatteryLevel, SignalStrength, _detailsReportedAt);

    internal void Restore(DeviceMigrationState state)
    {
        (_connectionId, Connected, _connectionLost, _lostAt, LastSeen, ReportedStatus, _statusReportedAt) = state.Presence;
        (FirmwareVersion, BatteryLevel, SignalStrength, _detailsReportedAt) =
            (state.Firmware, state.Battery, state.Signal, state.ReportedAt);
    }
}
