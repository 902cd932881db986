using SmartDairy.Contracts.Devices;
using SmartDairy.Protocol.Topics;
using SmartDairy.Simulator.Biology;

namespace SmartDairy.Simulator.Layout;

/// <summary>The devices of a farm and their places. Ids contain the farm, because device ids are unique across farms.</summary>
internal sealed class FarmLayout
{
    public const int ParlorId = 1;

    private readonly SimulatedHerdOptions _options;
    private readonly List<DeviceRegistration> _devices = [];

    public FarmLayout(SimulatedHerdOptions options, IReadOnlyList<SimulatedCow> cows)
    {
        _options = options;
        for (var barn = 1; barn <= options.Barns; barn++)
        {
            Gateways.Add(
                Add(new()
                {
                    Id = GatewayId(barn),
                    FarmId = options.FarmId,
                    Type = DeviceType.Gateway,
                    BarnId = barn,
                    Name = $"Gateway of barn {barn}",
                    TopicPrefix = ""
                }));
        }

        for (var barn = 1; barn <= options.Barns; barn++)
        {
            for (var zone = 1; zone <= options.ZonesPerBarn; zone++)
            {
                AddSensors(barn, zone);
            }

            if (options.ReferenceSensors)
            {
                Sensors.Add(Add(Sensor(barn, 1, "REF", $"Reference of barn {barn}")));
            }
        }

        for (var stall = 1; stall <= options.Stalls; stall++)
        {
            Meters.Add(Add(new()
            {
                Id = $"MM-FARM{options.FarmId:00}-P{ParlorId:00}-S{stall:00}",
                FarmId = options.FarmId,
                Type = DeviceType.MilkMeter,
                ParlorId = ParlorId,
                StallId = stall,
                Name = $"Milk meter of stall {stall}",
                TopicPrefix = "",
            }));
        }

        Entrance = Add(Reader("GATE-01", null, null, "Gate into the parlor"));
        Exit = Add(Reader("GATE-02", null, null, "Gate out of the parlor"));
        for (var barn = 1; barn <= options.Barns; barn++)
        {
            Areas.Add(Add(Reader(null, $"AREA-BARN{barn:00}", barn, $"Feed bunk of barn {barn}")));
        }

        foreach (var cow in cows)
        {
            Collars.Add(Add(new()
            {
                Id = $"AC-FARM{options.FarmId:00}-{cow.Id}",
                FarmId = options.FarmId,
                Type = DeviceType.ActivityCollar,
                AnimalId = cow.Id,
                GatewayId = GatewayId(cow.Barn),
                Name = $"Collar of {cow.Id}",
                TopicPrefix = "",
            }));
        }
    }

    public IReadOnlyList<DeviceRegistration> Devices => _devices;

    public List<DeviceRegistration> Gateways { get; } = [];

    public List<DeviceRegistration> Sensors { get; } = [];

    public List<DeviceRegistration> Meters { get; } = [];

    public DeviceRegistration Entrance { get; }

    public DeviceRegistration Exit { get; }

    /// <summary>One reader per barn, in the order of the barns.</summary>
    public List<DeviceRegistration> Areas { get; } = [];

    /// <summary>Collars in the order of the cows.</summary>
    public List<DeviceRegistration> Collars { get; } = [];

    /// <summary>Whether a sensor is a reference sensor without errors.</summary>
    public static bool IsReference(DeviceRegistration sensor) => sensor.Id.EndsWith("-REF", StringComparison.Ordinal);

    private string GatewayId(int barn) => $"GW-FARM{_options.FarmId:00}-BARN{barn:00}";

    private void AddSensors(int barn, int zone)
    {
        for (var number = 1; number <= _options.SensorsPerZone; number++)
        {
            Sensors.Add(Add(Sensor(barn, zone, $"Z{zone:00}-{number}", $"Air of barn {barn}, zone {zone}, sensor {number}")));
        }
    }

    private DeviceRegistration Sensor(int barn, int zone, string ending, string name) => new()
    {
        Id = $"ENV-FARM{_options.FarmId:00}-BARN{barn:00}-{ending}",
        FarmId = _options.FarmId,
        Type = DeviceType.EnvironmentalSensor,
        BarnId = barn,
        ZoneId = zone,
        Name = name,
        TopicPrefix = "",
    };

    private DeviceRegistration Reader(string? gate, string? area, int? barn, string name) => new()
    {
        Id = $"RFID-FARM{_options.FarmId:00}-{gate ?? area}",
        FarmId = _options.FarmId,
        Type = DeviceType.RfidReader,
        GateId = gate,
        AreaId = area,
        BarnId = barn,
        Name = name,
        TopicPrefix = "",
    };

    private DeviceRegistration Add(DeviceRegistration device)
    {
        var placed = device with
        {
            TopicPrefix =
            DeviceTopics.BuildPrefix(device.Type, device.FarmId, device.Id, device.BarnId, device.ZoneId, device.AnimalId, device.ParlorId,
                device.StallId, device.GateId, device.AreaId),
        };
        _devices.Add(placed);
        return placed;
    }
}
