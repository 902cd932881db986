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
        await dairy.AskAsync($$"""
            mutation { registerAnimals(farmId: 1, animals: [
              {id: "COW-1", name: "Berta", birthDate: "{{Ago(1500)}}", lactation: 2, calvedAt: "{{Ago(70)}}", tagEpc: "E200000001",
                group: "fresh", officialId: {scheme: "eu.animalId", id: "DE0123456789"}, sex: FEMALE,
                breed: "Holstein", place: "barn/1/zone/2"}
              {id: "COW-2", name: "Frieda", birthDate: "{{Ago(2000)}}", lactation: 3, calvedAt: "{{Ago(120)}}", tagEpc: "E200000002"}
              {id: "COW-3", name: "Klara", birthDate: "{{Ago(900)}}", lactation: 1, calvedAt: "{{Ago(200)}}"}
            ]) { id } }
            """);
        var registered = await dairy.AskAsync("""
            mutation { registerDevices(farmId: 1, devices: [
              {id: "ENV-1", type: ENVIRONMENTAL_SENSOR, barnId: 1, zoneId: 1, name: "North wall"}
              {id: "ENV-2", type: ENVIRONMENTAL_SENSOR, barnId: 1, zoneId: 2}
              {id: "ENV-3", type: ENVIRONMENTAL_SENSOR, barnId: 2, zoneId: 1}
              {id: "COL-1", type: ACTIVITY_COLLAR, animalId: "COW-1"}
              {id: "COL-2", type: ACTIVITY_COLLAR, animalId: "COW-2"}
              {id: "MTR-1", type: MILK_METER, parlorId: 1, stallId: 3}
              {id: "RFID-N", type: RFID_READER, gateId: "NORTH"}
              {id: "RFID-B", type: RFID_READER, areaId: "BUNK-1"}
              {id: "GW-1", type: GATEWAY}
              {id: "ENV-9", type: ENVIRONMENTAL_SENSOR, barnId: 1, zoneId: 9, gatewayId: "GW-1"}
            ]) { deviceId password } }
            """);
        foreach (var device in registered.List("registerDevices"))
        {
            _passwords[device.Text("deviceId")] = device.Text("password");
        }

        await dairy.AskAsync("""mutation { renameBarn(farmId: 1, barnId: 1, name: "Old barn") { barnId } }""");
        await dairy.AskAsync("""mutation { setDeviceEnabled(deviceId: "ENV-9", enabled: false) { id } }""");
    }

    private async Task TellAnimalsAsync()
    {
        await dairy.AskAsync($$"""
            mutation { recordAnimalEvents(farmId: 1, events: [
              {id: "EV-1", animalId: "COW-2", kind: INSEMINATION, time: "{{Ago(40)}}", sire: "Nelson"}
              {id: "EV-2", animalId: "COW-2", kind: PREGNANCY_CHECK, time: "{{Ago(5)}}", pregnant: true}
              {id: "EV-3", animalId: "COW-1", kind: TREATMENT, time: "{{Ago(1)}}", product: "Ubrolexin", diagnosis: "mastitis", quarter: RF,
                milkWithdrawalUntil: "{{Ago(-5)}}", meatWithdrawalUntil: "{{Ago(-20)}}", note: "third tube"}
              {id: "EV-4", animalId: "COW-3", kind: HEAT_OBSERVED, time: "{{Ago(2)}}"}
              {id: "EV-5", animalId: "COW-3", kind: HOOF_TRIMMING, time: "{{Ago(3)}}"}
              {id: "EV-6", animalId: "COW-3", kind: DIAGNOSIS, time: "{{Ago(2)}}", diagnosis: "lame"}
            ]) { id } }
            """);
        await dairy.AskAsync("""mutation { retractAnimalEvent(farmId: 1, id: "EV-6") { id } }""");
        await dairy.AskAsync("""mutation { moveAnimals(farmId: 1, ids: ["COW-2"], group: "pregnant") }""");
        foreach (var (kind, target, days) in new[] { ("TAG", "E200000003", 10), ("PLACE", "barn/1/zone/2", 3), ("COLLAR", "COL-2", 1.25) })
        {
            await dairy.AskAsync($$"""
                mutation { bindAnimal(farmId: 1, input: {animalId: "COW-3", kind: {{kind}}, target: "{{target}}",
                  from: "{{Ago(days)}}"}) { derivedFrom } }
                """);
        }

        foreach (var (id, days) in new[] { ("TC-1", 3.0), ("TC-2", 0.1), ("TC-3", 0.05) })
        {
            await dairy.AskAsync($$"""
                mutation { recordTankCollection(farmId: 1, input: {id: "{{id}}", tankId: "T-1", time: "{{Ago(days)}}", litres: 61.5,
                  withheldLitres: 2}) { id } }
                """);
        }

        await dairy.AskAsync("""mutation { retractTankCollection(farmId: 1, id: "TC-3") { id } }""");
    }

    private async Task CalibrateAsync()
    {
        await dairy.AskAsync($$"""
            mutation { calibrate(deviceId: "ENV-2", metric: "temperature_c", reference: "Pt100 no. 7", expiresAfter: "P3650D",
              calibratedAt: "{{Ago(0.25)}}", points: [
                {reference: 0.1, reading: 0.4}, {reference: 20.0, reading: 20.4}, {reference: 40.1, reading: 40.6}]) { version } }
            """);
        await dairy.AskAsync($$"""
            mutation { verifySensor(deviceId: "ENV-1", kind: TEMPERATURE, referenceUncertainty: 0.04, resolution: 0.01,
              reference: "Pt100 no. 7", time: "{{Ago(0.05)}}", points: [
                {reference: 0.02, readings: [0.05, 0.06]}
                {reference: 20.01, readings: [20.04, 20.05]}
                {reference: 39.98, readings: [40.03, 40.02]}]) { id } }
            """);
        await dairy.AskAsync($$"""
            mutation { verifyTagReads(deviceId: "RFID-N", time: "{{Ago(0.05)}}", reads: [
              {distanceMetres: 1, expected: 500, read: 500}, {distanceMetres: 5, expected: 500, read: 480}]) { id } }
            """);
    }

    private string Ago(double days) => Farm.Text(now.AddDays(-days));

    private Task<Device> ConnectAsync(string device) => Device.ConnectAsync(dairy.MqttPort, device, _passwords[device]);

    /// <summary>Sends messages of one device, then waits until each is counted.</summary>
    private async Task SendAsync(string device, params (string Topic, string Message)[] messages)
    {
        using var connection = await ConnectAsync(device);
        foreach (var (topic, message) in messages)
        {
            await connection.SayAsync(topic, message);
            _sent += topic.StartsWith("system/", StringComparison.Ordinal) ? 0 : JsonCount(message);
        }

        var ledger = await Eventually.AskAsync(
            async () => (await dairy.AskAsync("{ ledger(farmId: 1) { received pending } }")).At("ledger"),
            ledger => ledger.Number("received") == _sent && ledger.Number("pending") == 0);
        Assert.Equal(_sent, ledger.Number("received"));
        await connection.LeaveAsync();
    }

    /// <summary>A batch counts each of its items.</summary>
    private static int JsonCount(string message) => message.StartsWith('[') ? JsonNode.Parse(message)!.AsArray().Count : 1;

    private static string Batch(IEnumerable<JsonNode> items) => new JsonArray([.. items]).ToJsonString();
}
