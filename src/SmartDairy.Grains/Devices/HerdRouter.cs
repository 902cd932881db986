using Microsoft.Extensions.Logging;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Intake;
using SmartDairy.Contracts.Milking;
using SmartDairy.Contracts.Readings;
using SmartDairy.Contracts.Rfid;
using SmartDairy.Grains.Animals;

namespace SmartDairy.Grains.Devices;

/// <summary>
/// Passes the stored readings of one device on to the actors they concern: collars to animals, meters to stalls, readers to gates and
/// areas, status reports to parlors. Nothing is waited for, because whatever gets lost here is derived again from history.
/// </summary>
public sealed class HerdRouter(IGrainFactory grains, HerdServices herd, TimeProvider time, ILogger log)
{
    private CollarHourAggregator? _collarHours;

    /// <summary>
    /// Passes on the readings of a batch, duplicates included, since a duplicate may be the repetition of a reading that was stored and not
    /// passed on.
    /// </summary>
    public void Route(DeviceRegistration device, List<Reading> stored)
    {
        if (stored.Count == 0)
        {
            return;
        }

        switch (device.Type)
        {
            case DeviceType.ActivityCollar:
                _collarHours ??= new CollarHourAggregator(device, herd, grains, time, log);
                _collarHours.Add(stored);
                break;
            case DeviceType.MilkMeter when device is { ParlorId: { } parlor, StallId: { } stall }:
                _ = grains.GetGrain<IStallGrain>(StallKey.ForStall(device.FarmId, parlor, stall)).AddReadingsAsync(stored);
                break;
            case DeviceType.RfidReader:
                RouteToGates(device.FarmId, stored);
                break;
        }
    }

    /// <summary>
    /// Tells an animal its newest reading, which meters and readers give a few times a day. Collar readings are not passed on one by one:
    /// the animal asks its collar.
    /// </summary>
    public void NotifyAnimal(Reading reading)
    {
        if (reading is not ActivityReading && reading.SubjectAnimalId is { } animal)
        {
            _ = grains.GetGrain<IAnimalGrain>($"{reading.FarmId}/{animal}").NotifyLatestReadingAsync(reading);
        }
    }

    /// <summary>Passes on the status reports that are about a whole parlor.</summary>
    public void ReportToParlors(DeviceBatch batch, DecodedBatch decoded)
    {
        foreach (var (index, report, parlor) in decoded.StatusReports)
        {
            if (parlor is not null)
            {
                _ = grains.GetGrain<IParlorGrain>(parlor).UpdateStatusAsync(
                    new ParlorStatusReport(report.Status, report.Message, report.Time ?? batch.Messages[index].ReceivedAt));
            }
        }
    }

    /// <summary>Completes by the clock the hours of a collar that fell silent.</summary>
    public void Advance() => _collarHours?.Advance();

    private void RouteToGates(int farmId, List<Reading> readings)
    {
        // A fixed reader names the same place in every message, so a batch is one call; only a handheld reader changes places.
        string? place = null;
        var first = 0;
        for (var i = 0; i <= readings.Count; i++)
        {
            var next = i < readings.Count && readings[i] is TagReading tag ? TagPlace.FromReading(tag) : null;
            if (i > 0 && next != place)
            {
                RouteToGate(farmId, place, readings, first, i);
                first = i;
            }

            place = next;
        }
    }

    private void RouteToGate(int farmId, string? place, List<Reading> readings, int first, int end)
    {
        if (place is not null && end > first)
        {
            _ = grains.GetGrain<IGateGrain>(TagPlace.FormatGrainKey(farmId, place)).AddReadingsAsync(readings.GetRange(first, end - first));
        }
    }
}
