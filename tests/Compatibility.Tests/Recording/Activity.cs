using System.Text.Json.Nodes;
using SmartDairy.Compatibility.Tests.Running;

namespace SmartDairy.Compatibility.Tests.Recording;

/// <summary>What happens on the farm while it is recorded, so that every table and every kind of row holds something.</summary>
internal sealed partial class Activity(RunningDairy dairy, DateTimeOffset now)
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private readonly Dictionary<string, string> _passwords = [];
    private int _sent;

    /// <summary>The password of each device.</summary>
    public IReadOnlyDictionary<string, string> Passwords => _passwords;

    /// <summary>A message that is stored, for sending it once more.</summary>
    public JsonObject Old { get; } = Farm.Climate(now.AddMinutes(-10), 21.5);

    public async Task RunAsync()
    {
        await SetUpAsync();
        await TellAnimalsAsync();
        await CalibrateAsync();
        await SendPastAsync();
        await RaiseAlertsAsync();
        await CommandAsync();
        await JudgeAsync();
    }

    private async Task SetUpAsync()
    {
        await dairy.AskAsync("""mutation { createFarm(input: {id: 1, name: "Hillside", timeZone: "Europe/Berlin"}) { id } }""");
        await dairy.AskAsync("""mutation { createFarm(input: {id: 2, name: "Valley"}) { id } }""");
        await dairy.AskAsync(
            "mutation($a: [AnimalInput!]!) { registerAnimals(farmId: 1, animals: $a) { id } }",
            new
            {
                a = new object[]
                {
                    new
                    {
                        id = "COW-1", name = "Berta", birthDate = Farm.Text(now.AddDays(-1500)), lactation = 2, calvedAt = Farm.Text(now.AddDays(-70)), tagEpc = "E200000001", group = "fresh",
                        officialId = new { scheme = "eu.animalId", id = "DE0123456789" }, sex = "FEMALE", breed = "Holstein", place = "barn/1/zone/2",
                    },
                    new { id = "COW-2", name = "Frieda", birthDate = Farm.Text(now.AddDays(-2000)), lactation = 3, calvedAt = Farm.Text(now.AddDays(-120)), tagEpc = "E200000002" },
                    new { id = "COW-3", name = "Klara", birthDate = Farm.Text(now.AddDays(-900)), lactation = 1, calvedAt = Farm.Text(now.AddDays(-200)) },
                },
            });
        var registered = await dairy.AskAsync(
            "mutation($d: [DeviceInput!]!) { registerDevices(farmId: 1, devices: $d) { deviceId password } }",
            new
            {
                d = new object[]
                {
                    new { id = "ENV-1", type = "ENVIRONMENTAL_SENSOR", barnId = 1, zoneId = 1, name = "North wall" }, new { id = "ENV-2", type = "ENVIRONMENTAL_SENSOR", barnId = 1, zoneId = 2 },
                    new { id = "ENV-3", type = "ENVIRONMENTAL_SENSOR", barnId = 2, zoneId = 1 }, new { id = "COL-1", type = "ACTIVITY_COLLAR", animalId = "COW-1" },
                    new { id = "COL-2", type = "ACTIVITY_COLLAR", animalId = "COW-2" }, new { id = "MTR-1", type = "MILK_METER", parlorId = 1, stallId = 3 },
                    new { id = "RFID-N", type = "RFID_READER", gateId = "NORTH" }, new { id = "RFID-B", type = "RFID_READER", areaId = "BUNK-1" }, new { id = "GW-1", type = "GATEWAY" },
                    new { id = "ENV-9", type = "ENVIRONMENTAL_SENSOR", barnId = 1, zoneId = 9, gatewayId = "GW-1" },
                },
            });
        foreach (var device in registered["registerDevices"]!.AsArray())
        {
            _passwords[device!["deviceId"]!.GetValue<string>()] = device["password"]!.GetValue<string>();
        }

        await dairy.AskAsync("""mutation { renameBarn(farmId: 1, barnId: 1, name: "Old barn") { barnId } }""");
        await dairy.AskAsync("""mutation { setDeviceEnabled(deviceId: "ENV-9", enabled: false) { id } }""");
    }

    private async Task TellAnimalsAsync()
    {
        await dairy.AskAsync(
            "mutation($e: [AnimalEventInput!]!) { recordAnimalEvents(farmId: 1, events: $e) { id } }",
            new
            {
                e = new object[]
                {
                    new { id = "EV-1", animalId = "COW-2", kind = "INSEMINATION", time = Farm.Text(now.AddDays(-40)), sire = "Nelson" },
                    new { id = "EV-2", animalId = "COW-2", kind = "PREGNANCY_CHECK", time = Farm.Text(now.AddDays(-5)), pregnant = true },
                    new
                    {
                        id = "EV-3", animalId = "COW-1", kind = "TREATMENT", time = Farm.Text(now.AddDays(-1)), product = "Ubrolexin", diagnosis = "mastitis", quarter = "RF",
                        milkWithdrawalUntil = Farm.Text(now.AddDays(5)), meatWithdrawalUntil = Farm.Text(now.AddDays(20)), note = "third tube",
                    },
                    new { id = "EV-4", animalId = "COW-3", kind = "HEAT_OBSERVED", time = Farm.Text(now.AddDays(-2)) },
                    new { id = "EV-5", animalId = "COW-3", kind = "HOOF_TRIMMING", time = Farm.Text(now.AddDays(-3)) },
                    new { id = "EV-6", animalId = "COW-3", kind = "DIAGNOSIS", time = Farm.Text(now.AddDays(-2)), diagnosis = "lame" },
                },
            });
        await dairy.AskAsync("""mutation { retractAnimalEvent(farmId: 1, id: "EV-6") { id } }""");
        await dairy.AskAsync("""mutation { moveAnimals(farmId: 1, ids: ["COW-2"], group: "pregnant") }""");
        await dairy.AskAsync($$"""mutation { bindAnimal(farmId: 1, input: {animalId: "COW-3", kind: TAG, target: "E200000003", from: "{{Farm.Text(now.AddDays(-10))}}"}) { derivedFrom } }""");
        await dairy.AskAsync($$"""mutation { bindAnimal(farmId: 1, input: {animalId: "COW-3", kind: PLACE, target: "barn/1/zone/2", from: "{{Farm.Text(now.AddDays(-3))}}"}) { derivedFrom } }""");
        await dairy.AskAsync($$"""mutation { bindAnimal(farmId: 1, input: {animalId: "COW-3", kind: COLLAR, target: "COL-2", from: "{{Farm.Text(now.AddHours(-30))}}"}) { derivedFrom } }""");
        foreach (var (id, days) in new[] { ("TC-1", 3.0), ("TC-2", 0.1), ("TC-3", 0.05) })
        {
            await dairy.AskAsync($$"""mutation { recordTankCollection(farmId: 1, input: {id: "{{id}}", tankId: "T-1", time: "{{Farm.Text(now.AddDays(-days))}}", litres: 61.5, withheldLitres: 2}) { id } }""");
        }

        await dairy.AskAsync("""mutation { retractTankCollection(farmId: 1, id: "TC-3") { id } }""");
    }

    private async Task CalibrateAsync()
    {
        await dairy.AskAsync($$"""
            mutation { calibrate(deviceId: "ENV-2", metric: "temperature_c", reference: "Pt100 no. 7", expiresAfter: "P3650D", calibratedAt: "{{Farm.Text(now.AddHours(-6))}}", points: [
              {reference: 0.1, reading: 0.4}, {reference: 20.0, reading: 20.4}, {reference: 40.1, reading: 40.6}]) { version valid } }
            """);
        await dairy.AskAsync($$"""
            mutation { verifySensor(deviceId: "ENV-1", kind: TEMPERATURE, referenceUncertainty: 0.04, resolution: 0.01, reference: "Pt100 no. 7", time: "{{Farm.Text(now.AddHours(-1))}}", points: [
              {reference: 0.02, readings: [0.05, 0.06]}, {reference: 20.01, readings: [20.04, 20.05]}, {reference: 39.98, readings: [40.03, 40.02]}]) { id } }
            """);
        await dairy.AskAsync($$"""
            mutation { verifyTagReads(deviceId: "RFID-N", time: "{{Farm.Text(now.AddHours(-1))}}", reads: [{distanceMetres: 1, expected: 500, read: 500}, {distanceMetres: 5, expected: 500, read: 480}]) { id } }
            """);
    }

    private Task<Device> ConnectAsync(string device) => Device.ConnectAsync(dairy.MqttPort, device, _passwords[device]);

    /// <summary>Sends messages of one device, then waits until each is counted.</summary>
    private async Task SendAsync(string device, params (string Topic, string Message)[] messages)
    {
        using var connection = await ConnectAsync(device);
        foreach (var (topic, message) in messages)
        {
            await connection.SayAsync(topic, message);
            _sent += topic.EndsWith("/status", StringComparison.Ordinal) && topic.StartsWith("system/", StringComparison.Ordinal) ? 0 : JsonCount(message);
        }

        var ledger = await Eventually.AskAsync(
            async () => (await dairy.AskAsync("{ ledger(farmId: 1) { received pending } }"))["ledger"]!,
            ledger => ledger["received"]!.GetValue<long>() == _sent && ledger["pending"]!.GetValue<long>() == 0);
        Assert.Equal(_sent, ledger["received"]!.GetValue<long>());
        await connection.LeaveAsync();
    }

    /// <summary>A batch counts each of its items.</summary>
    private static int JsonCount(string message) => message.StartsWith('[') ? JsonNode.Parse(message)!.AsArray().Count : 1;

    private static string Batch(IEnumerable<JsonNode> items) => new JsonArray([.. items]).ToJsonString();
}
