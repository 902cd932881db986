using Microsoft.Extensions.Logging;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Detections;
using SmartDairy.Contracts.Milking;
using SmartDairy.Grains.Parts;
using SmartDairy.History.Herds;
using SmartDairy.Husbandry.Animals;
using SmartDairy.Husbandry.Bindings;
using SmartDairy.Husbandry.Derivation;
using SmartDairy.Husbandry.Detections;
using SmartDairy.Husbandry.Places;

namespace SmartDairy.Grains.Animals;

/// <content>The facts that the animal's detectors observe, and what is asked of their detections.</content>
public sealed partial class AnimalGrain
{
    private const long HourMs = 3_600_000;

    /// <summary>How far back detectors look at the climate.</summary>
    private const long MaxClimateHours = 72;

    // The first hour of climate that the detectors have not observed.
    private long _nextClimateHour;

    public async Task NotifyCollarHoursAsync(string collarId, IReadOnlyList<ReportedCollarHour> hours)
    {
        if (await GetMonitorAsync() is not { } monitor)
        {
            return;
        }

        var (farm, animal) = Key;
        var bindings = await herd.Bindings.GetAsync(farm);
        List<ReportedCollarHour>? misdelivered = null;
        foreach (var hour in hours)
        {
            if (bindings.HasBindings(BindingKind.Collar, collarId)
                && WornCollar.WearerDuring(bindings, collarId, hour.Hour, null) != animal)
            {
                (misdelivered ??= []).Add(hour);
            }
            else
            {
                monitor.Observe(AnimalFact.From(hour.ToCollarHour()));
            }
        }

        await ObserveClimateAsync(monitor, bindings);
        ScheduleDetectionWrite(monitor, (hours[^1].Hour + 1) * HourMs);
        if (misdelivered is not null)
        {
            _ = ForwardHoursAsync(collarId, misdelivered);
        }
    }

    public async Task NotifyMilkingAsync(MilkingSession milking)
    {
        if (await GetMonitorAsync() is { } monitor)
        {
            monitor.Observe(AnimalFact.From(milking));
            ScheduleDetectionWrite(monitor, milking.EndedAt ?? milking.StartedAt);
        }
    }

    public async Task NotifyEventsChangedAsync()
    {
        if (_monitor is not { } monitor)
        {
            // Detectors that are not loaded yet read the event from history.
            return;
        }

        var (farm, animal) = Key;
        var events = await herd.History.EventsAsync(farm, animal, _eventsRevision);
        if (events.Count == 0)
        {
            return;
        }

        if (events.Any(recorded => recorded.Event.Retracted))
        {
            await RebuildDetectionsAsync(events.Min(recorded => recorded.Event.Time));
            return;
        }

        foreach (var (animalEvent, revision) in events)
        {
            monitor.Observe(AnimalFact.From(animalEvent));
            _eventsRevision = revision;
        }

        WriteDetections(monitor);
    }

    public async Task NotifyBindingsChangedAsync(long from)
    {
        var (farm, _) = Key;
        await LoadAsync(CancellationToken.None);
        await herd.Bindings.RefreshAsync(farm);
        if (_registration is not null)
        {
            await RebuildDetectionsAsync(from);
        }
    }

    public async Task<IReadOnlyList<Detection>> ListDetectionsAsync(long from)
    {
        if (await GetMonitorAsync() is { } monitor)
        {
            WriteDetections(monitor);
        }

        await WaitForWritesAsync();
        return
        [
            .. (await GetStoredDetectionsAsync(from)).Where(detection => detection.State != DetectionState.Retracted)
                .OrderBy(detection => detection.StartedAt).ThenBy(detection => detection.Id, StringComparer.Ordinal),
        ];
    }

    public async Task<Detection?> RecordVerdictAsync(string detectionId, DetectionVerdict verdict, string by, string? comment)
    {
        var (farm, animal) = Key;
        var monitor = await GetMonitorAsync();
        await WaitForWritesAsync();
        if (await herd.Store.FindAsync(farm, HerdRecordKinds.Detections.Name, detectionId, CancellationToken.None) is not { } row
            || HerdRecordKinds.Detections.FromRecord(row) is not { SubjectType: "animal" } known || known.SubjectId != animal)
        {
            return null;
        }

        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        monitor?.ApplyVerdict(detectionId, verdict, now, by, comment);
        var judged = known.WithVerdict(verdict, now, by, comment);
        var others = (monitor?.DrainDetections() ?? []).Where(detection => detection.Id != detectionId);
        _lastWrite =
            herd.Writer.WriteAsync([.. others.Prepend(judged).Select(detection => HerdRecordKinds.Detections.ToRecord(detection, now))]);
        await WaitForWritesAsync();
        return judged;
    }

    /// <summary>Lets the detectors observe the climate of the hours that they have observed a collar for.</summary>
    private async ValueTask ObserveClimateAsync(CowMonitor monitor, BindingSet bindings)
    {
        var animal = _registration!;
        var end = monitor.ObservedUntilHour;
        if (AnimalPlaces.PlaceAt(animal, bindings, end * HourMs) is not { } place || end <= _nextClimateHour)
        {
            return;
        }

        foreach (var hour in await herd.Climate.GetHoursAsync(animal.FarmId, place, Math.Max(_nextClimateHour, end - MaxClimateHours), end))
        {
            monitor.Observe(AnimalFact.From(hour));
            _nextClimateHour = hour.Hour + 1;
        }
    }

    /// <summary>
    /// Passes hours on that a collar's actor with older bindings delivered here. Nobody waits for it: the other animal's actor may be
    /// passing hours on to this one.
    /// </summary>
    private async Task ForwardHoursAsync(string collarId, List<ReportedCollarHour> hours)
    {
        var (farm, animal) = Key;
        try
        {
            var bindings = await herd.Bindings.RefreshAsync(farm);
            foreach (var hoursOfAnimal in hours.GroupBy(hour => WornCollar.WearerDuring(bindings, collarId, hour.Hour, null)))
            {
                if (hoursOfAnimal.Key is { } wearer && wearer != animal)
                {
                    await GrainFactory.GetGrain<IAnimalGrain>($"{farm}/{wearer}").NotifyCollarHoursAsync(collarId, [.. hoursOfAnimal]);
                }
            }
        }
        catch (Exception e) when (Transient.Is(e))
        {
            LogForwardFailed(collarId, e.Message);
        }
    }

    [LoggerMessage(2721, LogLevel.Warning,
        "Failed to pass hours of collar {Collar} on to its wearer ({Reason}); the wearer's next activation reads them from history")]
    private partial void LogForwardFailed(string collar, string reason);
}
