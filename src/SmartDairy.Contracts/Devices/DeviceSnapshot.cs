using SmartDairy.Contracts.Readings;

namespace SmartDairy.Contracts.Devices;

/// <summary>The current state of a device.</summary>
[GenerateSerializer, Immutable, Alias("device-snapshot")]
public sealed record DeviceSnapshot
{
    [Id(0)] public required DeviceRegistration Registration { get; init; }

    [Id(1)] public required DeviceStatus Status { get; init; }

    /// <summary>Time of receipt of the last message, Unix milliseconds; null when there was none.</summary>
    [Id(2)] public long? LastSeen { get; init; }

    /// <summary>Battery level in percent; null when never reported.</summary>
    [Id(3)] public double? BatteryLevel { get; init; }

    /// <summary>Signal strength in dBm; null when never reported.</summary>
    [Id(4)] public double? SignalStrength { get; init; }

    [Id(5)] public string? FirmwareVersion { get; init; }

    /// <summary>The newest value of each metric by event time; late data never replaces a newer value.</summary>
    [Id(6)] public required IReadOnlyList<MetricValue> Latest { get; init; }

    [Id(7)] public required MessageCounts Messages { get; init; }

    /// <summary>The desired configuration as JSON; null when none was ever set.</summary>
    [Id(8)] public string? DesiredConfiguration { get; init; }

    /// <summary>The last reported configuration as JSON; null when never reported.</summary>
    [Id(9)] public string? ReportedConfiguration { get; init; }

    [Id(10)] public bool Connected { get; init; }
}
