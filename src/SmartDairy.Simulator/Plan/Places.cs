using SmartDairy.Contracts.Devices;

namespace SmartDairy.Simulator.Plan;

internal static class Places
{
    public static string Of(DeviceType type, int farmId, string deviceId, int? barnId, int? zoneId, string? animalId, int? parlorId, int? stallId, string? gateId, string? areaId) => type switch
    {
        DeviceType.EnvironmentalSensor => $"dairy/farm/{farmId}/barn/{barnId}/zone/{zoneId}/sensor/{deviceId}",
        DeviceType.ActivityCollar => $"dairy/farm/{farmId}/animal/{animalId}",
        DeviceType.MilkMeter => $"dairy/farm/{farmId}/milking/parlor/{parlorId}/stall/{stallId}",
        DeviceType.RfidReader => gateId is null ? $"dairy/farm/{farmId}/rfid/area/{areaId}" : $"dairy/farm/{farmId}/rfid/gate/{gateId}",
        _ => $"system/farm/{farmId}/device/{deviceId}",
    };
}
