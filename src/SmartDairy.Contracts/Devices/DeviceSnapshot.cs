using SmartDairy.Contracts.Readings;

namespace SmartDairy.Contracts.Devices;

/// <summary>
/// The current state of a device, as its actor holds it in memory. No member is read from a store, so a snapshot is available while the
/// database is away.
/// </summary>
[GenerateSerializer, Immutable, Alias("device-snapshot")]
public sealed record DeviceSnapshot
{
    [Id(0)] public required DeviceRegistration Registration { get; init; }

    [Id(1)] public required DeviceStatus Status { get; init; }

    /// <summary>Time of receipt of the newest message, Unix milliseconds; null before the first one.</summary>
    [Id(2)] public long? LastSeen { get; init; }

    /// <summary>Percent; null when never reported.</summary>
    [Id(3)] public double? BatteryLevel { get; init; }

    /// <summary>dBm; null when never reported.</summary>
    [Id(4)] public double? SignalStrength { get; init; }

    /// <summary>Null when never reported.</summary>
    [Id(5)] public string? FirmwareVersion { get; init; }

    /// <summary>The newest value of every metric by event time; late data never replaces a newer value.</summary>
    [Id(6)] public required IReadOnlyList<MetricValue> Latest { get; init; }

    /// <summary>
    /// Reserved; always zero. Silos of an earlier build read the counters for each snapshot and send them, which readers ignore: counters
    /// come from <c>IHistory.GetMessageCountsAsync</c>. API nodes of an earlier build show zero for devices on silos of this build, so API
    /// nodes are upgraded before silos.
    /// </summary>
    [Id(7)] public MessageCounts Messages { get; init; }

    /// <summary>The configuration a user wants the device to have, as JSON; null when none was ever set.</summary>
    [Id(8)] public string? DesiredConfiguration { get; init; }

    /// <summary>The configuration the device last reported, as JSON; null when never reported.</summary>
    [Id(9)] public string? ReportedConfiguration { get; init; }

    /// <summary>True while a connection with the device's credentials is open.</summary>
    [Id(10)] public bool Connected { get; init; }
}
