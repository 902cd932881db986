using SmartDairy.Contracts.Devices;

namespace SmartDairy.History.Registry;

/// <summary>Why devices cannot be added, in sentences that are the same for every store.</summary>
internal static class DeviceConflicts
{
    private const int MaxSentences = 20;

    /// <param name="idTaken">Whether a device with this id is stored.</param>
    /// <param name="placeTaken">Whether a stored device has this place.</param>
    /// <param name="find">The stored device with this id; null when there is none.</param>
    public static List<string> Of(
        IReadOnlyList<DeviceRow> devices, Func<string, bool> idTaken, Func<string, bool> placeTaken, Func<string, DeviceRegistration?> find)
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
            else if (idTaken(device.Id))
            {
                conflicts.Add($"The device id {device.Id} is taken.");
            }

            if (!places.Add(device.Place))
            {
                conflicts.Add($"The place {device.Place} is given more than once.");
            }
            else if (placeTaken(device.Place))
            {
                conflicts.Add($"The place {device.Place} of {device.Id} is taken by another device.");
            }
        }

        foreach (var (device, _) in devices)
        {
            if (device.GatewayId is { } gatewayId && Objection(device, gatewayId, added.GetValueOrDefault(gatewayId) ?? find(gatewayId)) is { } sentence)
            {
                conflicts.Add(sentence);
            }
        }

        if (conflicts.Count > MaxSentences)
        {
            conflicts.RemoveRange(MaxSentences, conflicts.Count - MaxSentences);
        }

        return conflicts;
    }

    private static string? Objection(DeviceRegistration device, string gatewayId, DeviceRegistration? gateway)
        => gateway is null || gateway.FarmId != device.FarmId ? $"The gateway {gatewayId} of {device.Id} is not registered on farm {device.FarmId}."
            : gateway.Type != DeviceType.Gateway ? $"{gatewayId}, named as the gateway of {device.Id}, is not a gateway."
            : null;
}
