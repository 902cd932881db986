using System.Globalization;
using SmartDairy.Contracts.Devices;

namespace SmartDairy.Grains.Tests.Cluster;

/// <summary>Devices to register and what they say.</summary>
internal static class Herd
{
    public static DeviceRegistration Sensor(string id = "ENV-1", int barn = 1, int zone = 2) => Dairy.Placed(new()
    {
        Id = id,
        FarmId = Dairy.FarmId,
        Type = DeviceType.EnvironmentalSensor,
        BarnId = barn,
        ZoneId = zone,
        Place = "",
    });

    public static DeviceRegistration Collar(string id, string animal)
        => Dairy.Placed(new() { Id = id, FarmId = Dairy.FarmId, Type = DeviceType.ActivityCollar, AnimalId = animal, Place = "" });

    public static DeviceRegistration Meter(string id, int stall = 1)
        => Dairy.Placed(new() { Id = id, FarmId = Dairy.FarmId, Type = DeviceType.MilkMeter, ParlorId = 1, StallId = stall, Place = "" });

    public static DeviceRegistration Reader(string id, string gate)
        => Dairy.Placed(new() { Id = id, FarmId = Dairy.FarmId, Type = DeviceType.RfidReader, GateId = gate, Place = "" });

    public static DeviceRegistration Gateway(string id)
        => Dairy.Placed(new() { Id = id, FarmId = Dairy.FarmId, Type = DeviceType.Gateway, Place = "" });

    public static string Climate(long time, double temperature, double humidity = 60, string more = "")
        => string.Create(CultureInfo.InvariantCulture, $$"""{"timestamp":"{{Stamp(time)}}","readings":{"temperature_c":{{temperature}},"humidity_percent":{{humidity}}}{{more}}}""");

    public static string Stamp(long time)
        => DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static double? Value(this DeviceSnapshot device, string metric) => device.Latest.FirstOrDefault(value => value.Metric == metric)?.Value;
}
