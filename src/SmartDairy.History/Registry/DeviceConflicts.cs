using SmartDairy.Contracts.Devices;

namespace SmartDairy.History.Registry;

/// <summary>Why devices cannot be added, in sentences that are the same for every store.</summary>
internal static class DeviceConflicts
{
    private const int MaxConflicts = 20;

    /// <param name="isIdTaken">Whether a device with this id is stored.</param>
    /// <param name="isPlaceTaken">Whether a stored device has this place.</param>
    /// <param name="findDevice">The stored device with this id; null when there is none.</param>
    public static List<string> Find(
        IReadOnlyList<DeviceRow> devices, Func<string, bool> isIdTaken, Func<string, bool> isPlaceTaken,
        Func<string, DeviceRegistration?> findDevice)
    {
        var conflicts = new List<string>();
        var added = new Dictionary<string, DeviceRegistration>(devices.Count, StringComparer.Ordinal);
        var places = new HashSet<string>(devices.Count, StringComparer.Ordinal);
        foreach (var (device, _) in devices)
        {
            if (!added.TryAdd(device.Id, device))
            {
                conflicts.Add($"The device id {device.Id} is given more than once.");
            }
            else if (isIdTaken(device.Id))
            {
                conflicts.Add($"The device id {device.Id} is taken.");
            }

            if (!places.Add(device.TopicPrefix))
            {
                conflicts.Add($"The place {device.TopicPrefix} is given more than once.");
            }
            else if (isPlaceTaken(device.TopicPrefix))
            {
                conflicts.Add($"The place {device.TopicPrefix} of {device.Id} is taken by another device.");
            }
        }

        foreach (var (device, _) in devices)
        {
            if (device.GatewayId is { } gatewayId
                && GatewayConflict(device, gatewayId, added.GetValueOrDefault(gatewayId) ?? findDevice(gatewayId)) is { } sentence)
            {
                conflicts.Add(sentence);
            }
        }

        if (conflicts.Count > MaxConflicts)
        {
            conflicts.RemoveRange(MaxConflicts, conflicts.Count - MaxConflicts);
        }

        return conflicts;
    }

    private static string? GatewayConflict(DeviceRegistration device, string gatewayId, DeviceRegistration? gateway)
        => gateway is null || gateway.FarmId != device.FarmId
            ? $"The gateway {gatewayId} of {device.Id} is not registered on farm {device.FarmId}."
            : gateway.Type != DeviceType.Gateway ? $"{gatewayId}, named as the gateway of {device.Id}, is not a gateway."
            : null;
}
