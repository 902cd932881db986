using SmartDairy.Contracts;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Refusals;
using SmartDairy.Protocol.Topics;

namespace SmartDairy.Grains.Farms;

/// <summary>Validates registrations. Every refusal names the item and the allowed values.</summary>
internal static class RegistrationValidator
{
    private const int MaxName = 200;

    public static void CheckFarm(FarmSnapshot farm)
    {
        if (farm.Id < 1)
        {
            throw Invalid("id must be 1 or more.");
        }

        if (string.IsNullOrWhiteSpace(farm.Name) || farm.Name.Length > MaxName)
        {
            throw Invalid($"name must have 1 to {MaxName} characters.");
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(farm.TimeZone, out _))
        {
            throw Invalid($"timeZone \"{Truncate(farm.TimeZone)}\" is not known.", "Use an IANA name such as Europe/Berlin, or UTC.");
        }
    }

    public static void CheckCount(int count, int max, string field)
    {
        if (count < 1 || count > max)
        {
            throw Invalid($"{field} must have 1 to {max:N0} items; this call has {count:N0}.");
        }
    }

    public static DeviceRegistration ValidateAndComplete(DeviceRegistration device, int farmId, int index)
    {
        var at = $"devices[{index}]";
        CheckId(device.Id, at + ".id");
        CheckName(device.Name, at);
        foreach (var (value, field) in new[] { (device.AnimalId, "animalId"), (device.GateId, "gateId"), (device.AreaId, "areaId"),
            (device.GatewayId, "gatewayId") })
        {
            if (value is not null)
            {
                CheckId(value, $"{at}.{field}");
            }
        }

        if (device.GatewayId is not null && device.Type == DeviceType.Gateway)
        {
            throw Invalid($"{at}: a gateway cannot sit behind another gateway.");
        }

        try
        {
            var place = DeviceTopics.BuildPrefix(
                device.Type, farmId, device.Id, device.BarnId, device.ZoneId, device.AnimalId, device.ParlorId, device.StallId,
                device.GateId, device.AreaId);
            return device with { FarmId = farmId, TopicPrefix = place, Enabled = true };
        }
        catch (ArgumentException e)
        {
            throw Invalid($"{at} ({device.Id}): {e.Message}");
        }
    }

    public static AnimalRegistration ValidateAndComplete(AnimalRegistration animal, int farmId, int index)
    {
        var at = $"animals[{index}]";
        CheckId(animal.Id, at + ".id");
        CheckName(animal.Name, at);
        if (animal.Lactation is < 0 or > 30)
        {
            throw Invalid($"{at}.lactation must be 0 to 30.");
        }

        if (animal.TagEpc is { } tag && (tag.Length is 0 or > 64 || !tag.All(char.IsAsciiLetterOrDigit)))
        {
            throw Invalid($"{at}.tagEpc must have 1 to 128 printable ASCII characters without spaces.");
        }

        if (animal.OfficialId is { } official
            && (official.Scheme.Length is 0 or > 64 || !official.Scheme.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-')
                || official.Id.Length is 0 or > 64 || !official.Id.All(c => c is > ' ' and < '\x7F')))
        {
            throw Invalid(
                $"{at}.officialId has a scheme of 1 to 64 letters, digits, dots, _ and -, and an id of 1 to 64 printable ASCII characters without spaces.");
        }

        if (animal.Breed is { Length: 0 or > 64 })
        {
            throw Invalid($"{at}.breed must have 1 to 64 characters.");
        }

        if (animal.Place is { } place && !Husbandry.Bindings.BindingValidator.IsPlace(place))
        {
            throw Invalid($"{at}.place must be written barn/2 or barn/2/zone/3.");
        }

        return animal with { FarmId = farmId };
    }

    public static void ThrowIfConflicts(IReadOnlyList<string> conflicts, string consequence)
    {
        if (conflicts.Count > 0)
        {
            throw new RefusedException(RefusalKind.Conflict, $"{consequence}: {string.Join(" ", conflicts)}",
                "Correct or leave out the items named; all are registered together or none.");
        }
    }

    private static void CheckId(string id, string field)
    {
        if (!Identifier.IsValid(id))
        {
            throw Invalid($"{field} \"{Truncate(id)}\" must have 1 to {Identifier.MaxLength} characters of A-Z a-z 0-9 _ -.");
        }
    }

    private static void CheckName(string? name, string at)
    {
        if (name is not null && (name.Length is 0 or > MaxName))
        {
            throw Invalid($"{at}.name must have 1 to {MaxName} characters.");
        }
    }

    private static string Truncate(string text) => text.Length <= 80 ? text : text[..80] + "…";

    private static RefusedException Invalid(string message, string? hint = null) => new(RefusalKind.InvalidArgument, message, hint);
}
