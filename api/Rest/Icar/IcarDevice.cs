using SmartDairy.Contracts.Devices;

namespace SmartDairy.Api.Rest.Icar;

/// <summary>A device, as <c>icarDeviceResource</c>.</summary>
public sealed record IcarDevice(
    IcarMeta Meta, IcarIdentifier Location, string Id, string? Name, string Description, bool IsActive,
    IReadOnlyList<IcarSupportedMessage> SupportedMessages)
    : IcarResource("icarDeviceResource", Meta, Location)
{
    /// <param name="now">Unix milliseconds: a registration carries no time of its own, so it counts as modified now.</param>
    internal static IcarDevice From(DeviceRegistration device, long now) => new(
        IcarMeta.Create(device.FarmId, "device", device.Id, now), IcarIdentifierSchemes.CreateLocation(device.FarmId), device.Id,
        device.Name, Describe(device), device.Enabled,
        [.. SupportedMessagesOf(device.Type).Select(message => new IcarSupportedMessage(message))]);

    private static string Describe(DeviceRegistration device) => device.Type switch
    {
        DeviceType.EnvironmentalSensor => "Environmental sensor",
        DeviceType.ActivityCollar => $"Activity collar registered for {device.AnimalId}",
        DeviceType.MilkMeter => $"Milk meter of parlor {device.ParlorId}, stall {device.StallId}",
        DeviceType.RfidReader => $"Tag reader of {(device.GateId is { } gate ? "gate " + gate : "area " + device.AreaId)}",
        _ => device.Type.ToString(),
    };

    private static string[] SupportedMessagesOf(DeviceType type) => type switch
    {
        DeviceType.ActivityCollar => ["Heats", "HealthStatusObservations"],
        DeviceType.MilkMeter => ["MilkingVisits"],
        _ => [],
    };
}

/// <summary>A kind of message that a device contributes to.</summary>
public sealed record IcarSupportedMessage(string Messages);
