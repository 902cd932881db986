using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Milking;
using SmartDairy.Contracts.Readings;
using SmartDairy.Contracts.Rfid;
using SmartDairy.Grains.Animals;

namespace SmartDairy.Grains.Devices;

/// <content>What the device tells of animals, stalls and gates.</content>
public sealed partial class DeviceGrain
{
    private CollarHourAggregator? _collarHours;

    /// <summary>Passes stored readings on to those they are about. Nothing is waited for: what is lost here is rebuilt from history.</summary>
    private void RouteToHerd(List<Reading> readings)
    {
        if (readings.Count == 0 || _registration is not { } device)
        {
            return;
        }

        switch (device.Type)
        {
            case DeviceType.ActivityCollar:
                _collarHours ??= new CollarHourAggregator(device, herd, GrainFactory, time, rules.Log);
                _collarHours.Add(readings);
                break;
            case DeviceType.MilkMeter when device is { ParlorId: { } parlor, StallId: { } stall }:
                _ = GrainFactory.GetGrain<IStallGrain>(StallKey.ForStall(device.FarmId, parlor, stall)).AddReadingsAsync(readings);
                break;
            case DeviceType.RfidReader:
                RouteToGates(device.FarmId, readings);
                break;
        }
    }

    private void RouteToGates(int farm, List<Reading> readings)
    {
        string? place = null;
        var first = 0;
        for (var i = 0; i <= readings.Count; i++)
        {
            // A reader stands at one place: all of its messages name the same, but for a handheld one.
            var next = i < readings.Count && readings[i] is TagReading tag ? TagPlace.FromReading(tag) : null;
            if (i > 0 && next != place)
            {
                RouteToGate(farm, place, readings, first, i);
                first = i;
            }

            place = next;
        }
    }

    private void RouteToGate(int farm, string? place, List<Reading> readings, int first, int end)
    {
        if (place is not null && end > first)
        {
            _ = GrainFactory.GetGrain<IGateGrain>(TagPlace.FormatGrainKey(farm, place)).AddReadingsAsync(readings.GetRange(first, end - first));
        }
    }
}
