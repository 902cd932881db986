using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Milking;
using SmartDairy.Contracts.Readings;
using SmartDairy.Contracts.Rfid;
using SmartDairy.Grains.Animals;

namespace SmartDairy.Grains.Devices;

/// <content>What the device tells of animals, stalls and gates.</content>
public sealed partial class DeviceGrain
{
    private CollarEar? _ear;

    /// <summary>Passes stored readings on to those they are about. Nothing is waited for: what is lost here is rebuilt from history.</summary>
    private void TellHerd(List<Reading> readings)
    {
        if (readings.Count == 0 || _registration is not { } device)
        {
            return;
        }

        switch (device.Type)
        {
            case DeviceType.ActivityCollar:
                _ear ??= new CollarEar(device, herd, GrainFactory, time, rules.Log);
                _ear.Hear(readings);
                break;
            case DeviceType.MilkMeter when device is { ParlorId: { } parlor, StallId: { } stall }:
                _ = GrainFactory.GetGrain<IStallGrain>(StallKey.Of(device.FarmId, parlor, stall)).HearAsync(readings);
                break;
            case DeviceType.RfidReader:
                TellPlaces(device.FarmId, readings);
                break;
        }
    }

    private void TellPlaces(int farm, List<Reading> readings)
    {
        string? place = null;
        var first = 0;
        for (var i = 0; i <= readings.Count; i++)
        {
            // A reader stands at one place: all of its messages name the same, but for a handheld one.
            var next = i < readings.Count && readings[i] is TagReading tag ? TagPlace.Of(tag) : null;
            if (i > 0 && next != place)
            {
                TellPlace(farm, place, readings, first, i);
                first = i;
            }

            place = next;
        }
    }

    private void TellPlace(int farm, string? place, List<Reading> readings, int first, int end)
    {
        if (place is not null && end > first)
        {
            _ = GrainFactory.GetGrain<IGateGrain>(TagPlace.Key(farm, place)).HearAsync(readings.GetRange(first, end - first));
        }
    }
}
