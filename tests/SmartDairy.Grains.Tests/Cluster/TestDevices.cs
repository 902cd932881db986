using System.Globalization;
using SmartDairy.Contracts.Devices;

namespace SmartDairy.Grains.Tests.Cluster;

/// <summary>Devices to register and what they say.</summary>
internal static class TestDevices
{
    public static DeviceRegistration Sensor(string id = "ENV-1", int barn = 1, int zone = 2) => DairyTestCluster.WithPlace(new()
    {
        Id = id,
        FarmId = DairyTestCluster.FarmId,
        Type = DeviceType.EnvironmentalSensor,
        BarnId = barn,
        ZoneId = zone,
        TopicPrefix = "",
    });

    public static DeviceRegistration Collar(string id, string animal)
        => DairyTestCluster.WithPlace(new()
        { Id = id, FarmId = DairyTestCluster.FarmId, Type = DeviceType.ActivityCollar, AnimalId = animal, TopicPrefix = "" });

    public static DeviceRegistration Meter(string id, int stall = 1)
        => DairyTestCluster.WithPlace(new()
        { Id = id, FarmId = DairyTestCluster.FarmId, Type = DeviceType.MilkMeter, ParlorId = 1, StallId = stall, TopicPrefix = "" });

    public static DeviceRegistration Reader(string id, string gate)
        => DairyTestCluster.WithPlace(new()
        { Id = id, FarmId = DairyTestCluster.FarmId, Type = DeviceType.RfidReader, GateId = gate, TopicPrefix = "" });

    public static DeviceRegistration Gateway(string id)
        => DairyTestCluster.WithPlace(new() { Id = id, FarmId = DairyTestCluster.FarmId, Type = DeviceType.Gateway, TopicPrefix = "" });

    public static string Climate(long time, double temperature, double humidity = 60, string more = "")
        => string.Create(CultureInfo.InvariantCulture,
            $$"""{"timestamp":"{{Timestamp(time)}}","readings":{"temperature_c":{{temperature}},"humidity_percent":{{humidity}}}{{more}}}""");

    public static string Timestamp(long time)
        => DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static double? Value(this DeviceSnapshot device, string metric)
        => device.Latest.FirstOrDefault(value => value.Metric == metric)?.Value;
}
