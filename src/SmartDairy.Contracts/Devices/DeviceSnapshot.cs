using SmartDairy.Contracts.Readings;

namespace SmartDairy.Contracts.Devices;

/// <summary>A device as its actor knows it now.</summary>
[GenerateSerializer, Immutable, Alias("device-snapshot")]
public sealed record DeviceSnapshot
{
    [Id(0)] public required DeviceRegistration Registration { get; init; }

    [Id(1)] public required DeviceStatus Status { get; init; }

    /// <summary>Time of receipt of its last message, Unix milliseconds; null when it was never heard.</summary>
    [Id(2)] public long? LastSeen { get; init; }

    /// <summary>Percent; null when it never said.</summary>
    [Id(3)] public double? BatteryLevel { get; init; }

    /// <summary>dBm; null when it never said.</summary>
    [Id(4)] public double? SignalStrength { get; init; }

    [Id(5)] public string? FirmwareVersion { get; init; }

    /// <summary>The newest value of every metric by event time; late data never moves one backwards.</summary>
    [Id(6)] public required IReadOnlyList<MetricValue> Latest { get; init; }

    [Id(7)] public required MessageCounts Messages { get; init; }

    /// <summary>The configuration a user wants the device to have, as JSON; null when none was ever set.</summary>
    [Id(8)] public string? DesiredConfiguration { get; init; }

    /// <summary>The configuration the device last said it has, as JSON; null when it never said.</summary>
    [Id(9)] public string? ReportedConfiguration { get; init; }

    [Id(10)] public bool Connected { get; init; }
}
