using SmartDairy.Contracts;
using SmartDairy.Contracts.Devices;

namespace SmartDairy.Protocol.Topics;

/// <summary>Where a device speaks and listens, worked out from its registration.</summary>
public static class DeviceTopics
{
    /// <summary>
    /// The place of a device, without a trailing slash; see <see cref="DeviceRegistration.TopicPrefix"/>. A reader stands at its gate, else
    /// at its area.
    /// </summary>
    /// <exception cref="ArgumentException">A field that the type needs is missing, not above 0, or not an <see cref="Identifier"/>; the
    /// message names it.</exception>
    public static string BuildPrefix(
        DeviceType type, int farmId, string deviceId, int? barnId, int? zoneId, string? animalId, int? parlorId, int? stallId,
        string? gateId, string? areaId)
    {
        var farm = RequireNumber(type, "farmId", farmId);
        var device = RequireIdentifier(type, "deviceId", deviceId);
        return type switch
        {
            DeviceType.EnvironmentalSensor =>
                $"dairy/farm/{farm}/barn/{RequireNumber(type, "barnId", barnId)}/zone/{RequireNumber(type, "zoneId", zoneId)}/sensor/{device}",
            DeviceType.ActivityCollar => $"dairy/farm/{farm}/animal/{RequireIdentifier(type, "animalId", animalId)}",
            DeviceType.MilkMeter =>
                $"dairy/farm/{farm}/milking/parlor/{RequireNumber(type, "parlorId", parlorId)}/stall/{RequireNumber(type, "stallId", stallId)}",
            DeviceType.RfidReader when gateId is not null => $"dairy/farm/{farm}/rfid/gate/{RequireIdentifier(type, "gateId", gateId)}",
            DeviceType.RfidReader when areaId is not null => $"dairy/farm/{farm}/rfid/area/{RequireIdentifier(type, "areaId", areaId)}",
            DeviceType.RfidReader => throw new ArgumentException($"{type} needs gateId or areaId."),
            DeviceType.Gateway => $"system/farm/{farm}/device/{device}",
            _ => throw new ArgumentException($"There is no device type {(int)type}."),
        };
    }

    /// <summary>Where the device publishes what it measures: session data for a meter, its status for a gateway.</summary>
    public static string TelemetryTopic(DeviceRegistration device) => device.Type switch
    {
        DeviceType.EnvironmentalSensor => $"{device.TopicPrefix}/telemetry",
        DeviceType.ActivityCollar => $"{device.TopicPrefix}/activity/telemetry",
        DeviceType.MilkMeter => $"{device.TopicPrefix}/session/data",
        DeviceType.RfidReader => device.GateId is not null ? $"{device.TopicPrefix}/tag/read" : $"{device.TopicPrefix}/presence",
        _ => StatusTopic(device),
    };

    /// <summary>Where a device of any type publishes how it is, and answers commands.</summary>
    public static string StatusTopic(DeviceRegistration device) => $"system/farm/{device.FarmId}/device/{device.Id}/status";

    /// <summary>Where the device listens for commands.</summary>
    public static string CommandTopic(DeviceRegistration device) => device.Type switch
    {
        DeviceType.EnvironmentalSensor => $"{device.TopicPrefix}/command",
        DeviceType.ActivityCollar => $"{device.TopicPrefix}/activity/command",
        _ => $"dairy/farm/{device.FarmId}/config/command/{device.Id}",
    };

    /// <summary>Where the device listens for its configuration.</summary>
    public static string ConfigTopic(DeviceRegistration device) => device.Type == DeviceType.EnvironmentalSensor
        ? $"{device.TopicPrefix}/config"
        : $"dairy/farm/{device.FarmId}/config/device/{device.Id}";

    private static int RequireNumber(DeviceType type, string field, int? value) => value switch
    {
        null => throw new ArgumentException($"{type} needs {field}."),
        < 1 => throw new ArgumentException($"{field} is {value}; it must be 1 to {int.MaxValue}."),
        _ => value.Value,
    };

    private static string RequireIdentifier(DeviceType type, string field, string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            throw new ArgumentException($"{type} needs {field}.");
        }

        return Identifier.IsValid(value)
            ? value
            : throw new ArgumentException($"{field} must be 1 to {Identifier.MaxLength} characters of A-Z a-z 0-9 _ -.");
    }
}
