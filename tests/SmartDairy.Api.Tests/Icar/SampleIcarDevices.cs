using SmartDairy.Contracts.Devices;
using SmartDairy.History.Registry;

namespace SmartDairy.Api.Tests.Icar;

/// <summary>A collar, a meter and a sensor of farm 1.</summary>
internal static class SampleIcarDevices
{
    public static IEnumerable<DeviceRow> Three()
    {
        yield return Row(new()
        { Id = "COL-1", FarmId = 1, Type = DeviceType.ActivityCollar, AnimalId = "COW-1", TopicPrefix = "dairy/farm/1/animal/COW-1" });
        yield return Row(new()
        {
            Id = "MM-1",
            FarmId = 1,
            Type = DeviceType.MilkMeter,
            ParlorId = 1,
            StallId = 4,
            Name = "Meter 4",
            TopicPrefix = "dairy/farm/1/parlor/1/stall/4"
        });
        yield return Row(new()
        {
            Id = "ENV-1",
            FarmId = 1,
            Type = DeviceType.EnvironmentalSensor,
            BarnId = 1,
            ZoneId = 2,
            TopicPrefix = "dairy/farm/1/barn/1/zone/2/sensor/ENV-1",
            Enabled = false
        });
    }

    private static DeviceRow Row(DeviceRegistration device) => new(device, new byte[32]);
}
