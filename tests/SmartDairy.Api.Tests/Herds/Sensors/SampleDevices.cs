using SmartDairy.Api.Tests.Dairy;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using static SmartDairy.Api.Tests.Herds.HerdTestHost;

namespace SmartDairy.Api.Tests.Herds.Sensors;

/// <summary>A meter and a reader of farm 1 beside its sensor, and what they measured.</summary>
internal static class SampleDevices
{
    public const string Sensor = "ENV-1-000";
    public const string Meter = "MM-1";
    public const string Reader = "RF-1";

    public static async Task<HerdTestHost> StartAsync()
    {
        var host = await HerdTestHost.StartAsync();
        var farm = new FakeFarmGrain(host.Grains, 9, 0);
        foreach (var device in (DeviceRegistration[])[
            new() { Id = Meter, FarmId = 1, Type = DeviceType.MilkMeter, ParlorId = 1, StallId = 4,
                TopicPrefix = "dairy/farm/1/parlor/1/stall/4" },
            new() { Id = Reader, FarmId = 1, Type = DeviceType.RfidReader, GateId = "G-1", TopicPrefix = "dairy/farm/1/gate/G-1" },
        ])
        {
            host.Grains.Register<IDeviceGrain>(device.Id, new FakeDeviceGrain(farm, device, host.Herds));
        }

        return host;
    }

    /// <summary>Stores values of one metric of the sensor, or of the meter, at Unix milliseconds.</summary>
    public static Task AppendReadingsAsync(HerdTestHost host, string device, string metric, params (long Time, double Value)[] values)
    {
        var id = 0L;
        return host.History.AppendAsync(
            [.. values.Select(each => device == Meter
                ? (Reading)Milking(metric, each.Time, each.Value, ++id)
                : Air(metric, each.Time, each.Value, ++id))]);
    }

    private static EnvironmentReading Air(string metric, long time, double value, long id) => new()
    {
        DeviceId = Sensor,
        FarmId = 1,
        Time = time,
        ReceivedAt = Now,
        MessageId = id,
        Quality = 100,
        Values = Values(ReadingFamily.Environment, metric, value),
        BarnId = 1,
        ZoneId = 1,
    };

    private static MilkingReading Milking(string metric, long time, double value, long id) => new()
    {
        DeviceId = Meter,
        FarmId = 1,
        Time = time,
        ReceivedAt = Now,
        MessageId = id,
        Quality = 100,
        Values = Values(ReadingFamily.Milking, metric, value),
        Phase = MilkingPhase.Data,
    };

    private static double[] Values(ReadingFamily family, string metric, double value)
    {
        var values = new double[Metrics.ForFamily(family).Length];
        Array.Fill(values, double.NaN);
        values[Metrics.Find(family, metric)!.Index] = value;
        return values;
    }
}
