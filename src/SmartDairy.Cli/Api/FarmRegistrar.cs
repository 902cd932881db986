using System.Globalization;
using System.Text;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Devices;

namespace SmartDairy.Cli.Api;

/// <summary>Creates farms, animals and devices through the API's mutations.</summary>
internal sealed class FarmRegistrar(ApiClient api)
{
    // Well below the limit of 10,000 per call, so that requests stay small.
    private const int DevicesPerCall = 2_000;
    private const int AnimalsPerCall = 1_000;

    /// <summary>Creates a farm; true when created, false when it already exists.</summary>
    public async Task<bool> CreateFarmAsync(int id, string name, string timeZone, CancellationToken cancellationToken)
    {
        try
        {
            await api.SendAsync("mutation($input: FarmInput!) { createFarm(input: $input) { id } }",
                new { input = new { id, name, timeZone } }, cancellationToken);
            return true;
        }
        catch (ApiException error) when (error.Code == "CONFLICT")
        {
            return false;
        }
    }

    public async Task RegisterAnimalsAsync(int farmId, IReadOnlyList<AnimalRegistration> animals, CancellationToken cancellationToken)
    {
        foreach (var chunk in animals.Chunk(AnimalsPerCall))
        {
            var inputs = chunk.Select(animal => new
            {
                id = animal.Id,
                name = animal.Name,
                birthDate = FormatTime(animal.BirthDate),
                lactation = animal.Lactation,
                calvedAt = FormatTime(animal.CalvedAt),
                tagEpc = animal.TagEpc,
            });
            await api.SendAsync(
                "mutation($farmId: Int!, $animals: [AnimalInput!]!) { registerAnimals(farmId: $farmId, animals: $animals) { id } }",
                new { farmId, animals = inputs }, cancellationToken);
        }
    }

    /// <summary>Registers devices and returns their passwords by device id. Gateways must come before the devices behind them.</summary>
    public async Task<Dictionary<string, string>> RegisterDevicesAsync(
        int farmId, IReadOnlyList<DeviceRegistration> devices, Action<int>? progress, CancellationToken cancellationToken)
    {
        var passwords = new Dictionary<string, string>();
        foreach (var chunk in devices.Chunk(DevicesPerCall))
        {
            var data = await api.SendAsync(
                "mutation($farmId: Int!, $devices: [DeviceInput!]!) { registerDevices(farmId: $farmId, devices: $devices) { deviceId password } }",
                new { farmId, devices = chunk.Select(Input) }, cancellationToken);
            foreach (var credentials in data.GetProperty("registerDevices").EnumerateArray())
            {
                passwords[credentials.GetProperty("deviceId").GetString()!] = credentials.GetProperty("password").GetString()!;
            }

            progress?.Invoke(passwords.Count);
        }

        return passwords;
    }

    /// <summary>The GraphQL spelling of a type: <c>EnvironmentalSensor</c> is <c>ENVIRONMENTAL_SENSOR</c>.</summary>
    public static string EnumName(DeviceType type)
    {
        var name = new StringBuilder();
        foreach (var letter in type.ToString())
        {
            if (char.IsUpper(letter) && name.Length > 0)
            {
                name.Append('_');
            }

            name.Append(char.ToUpperInvariant(letter));
        }

        return name.ToString();
    }

    private static object Input(DeviceRegistration device) => new
    {
        id = device.Id,
        type = EnumName(device.Type),
        barnId = device.BarnId,
        zoneId = device.ZoneId,
        animalId = device.AnimalId,
        parlorId = device.ParlorId,
        stallId = device.StallId,
        gateId = device.GateId,
        areaId = device.AreaId,
        gatewayId = device.GatewayId,
        name = device.Name,
    };

    private static string? FormatTime(long? milliseconds) => milliseconds is { } at
        ? DateTimeOffset.FromUnixTimeMilliseconds(at).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
        : null;
}
