using SmartDairy.Contracts.Devices;
using SmartDairy.Protocol.Topics;

namespace SmartDairy.Protocol.Tests;

/// <summary>One registered device of each type, on farm 7.</summary>
internal static class SampleDevices
{
    public static DeviceRegistration Create(DeviceType type)
    {
        var device = type switch
        {
            DeviceType.EnvironmentalSensor =>
                new DeviceRegistration { Id = "ENV-F7-B2-Z3", FarmId = 7, Type = type, BarnId = 2, ZoneId = 3, TopicPrefix = "" },
            DeviceType.ActivityCollar =>
                new DeviceRegistration { Id = "AC-4711", FarmId = 7, Type = type, AnimalId = "COW-4711", TopicPrefix = "" },
            DeviceType.MilkMeter =>
                new DeviceRegistration { Id = "MM-4-12", FarmId = 7, Type = type, ParlorId = 4, StallId = 12, TopicPrefix = "" },
            DeviceType.RfidReader =>
                new DeviceRegistration { Id = "RFID-NORTH", FarmId = 7, Type = type, GateId = "NORTH", TopicPrefix = "" },
            _ => new DeviceRegistration { Id = "GW-7", FarmId = 7, Type = type, TopicPrefix = "" },
        };
        return device with
        {
            TopicPrefix = DeviceTopics.BuildPrefix(
                type, device.FarmId, device.Id, device.BarnId, device.ZoneId, device.AnimalId, device.ParlorId, device.StallId,
                device.GateId, device.AreaId),
        };
    }
}
