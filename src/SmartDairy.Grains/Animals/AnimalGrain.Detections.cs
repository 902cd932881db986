using Microsoft.Extensions.Logging;
using SmartDairy.Analytics.Cows;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Detections;
using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Milking;
using SmartDairy.History;
using SmartDairy.History.Herds;
using SmartDairy.Husbandry.AnimalEvents;
using SmartDairy.Husbandry.Animals;
using SmartDairy.Husbandry.Bindings;

namespace SmartDairy.Grains.Animals;

/// <content>
/// What is known of her as a cow. Nothing of it is written but findings, and about every six hours a snapshot; whoever wakes takes the snapshot and learns from history what
/// came since.
/// </content>
public sealed partial class AnimalGrain
{
    private const long Hour = 3_600_000;
    private const long SnapshotHours = 6;

    /// <summary>Of what detectors look back at of the climate.</summary>
    private const long MaxClimateHours = 72;

    /// <summary>Findings are looked back for so far: an older one is over.</summary>
    private const long DetectionLookbackMs = 90 * ReproductionIntervals.Day;

    /// <summary>What comes further behind the clock is a backlog: judged when it pauses, and not hour by hour, since each may have to be worked in days back.</summary>
    private const long BacklogAgeMs = 6 * Hour;
    private static readonly TimeSpan BacklogWriteDelay = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan WriteTimeout = TimeSpan.FromSeconds(10);
    private CowMonitor? _monitor;
    private FarmCalendar? _farmDays;
    private long _eventsRevision;
    private long _snapshotHour;

    // Everything before this hour was felt.
    private long _climateHour;
    private Task _lastWrite = Task.CompletedTask;
    private IGrainTimer? _writeTimer;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_monitor is { } watch && watch.ObservedUntilHour > _snapshotHour)
        {
            SaveSnapshot(watch);
        }

        return Task.CompletedTask;
    }

    public async Task NotifyCollarHoursAsync(string collarId, IReadOnlyList<ReportedCollarHour> hours)
    {
        if (await GetMonitorAsync() is not { } watch)
        {
            return;
        }

        var (farm, animal) = Key;
        var book = await herd.Bindings.GetAsync(farm);
        List<ReportedCollarHour>? others = null;
        foreach (var hour in hours)
        {
            if (book.HasBindings(BindingKind.Collar, collarId) && book.AnimalDuring(BindingKind.Collar, collarId, hour.Hour * Hour, (hour.Hour + 1) * Hour, null) != animal)
            {
                (others ??= []).Add(hour);
            }
            else
            {
                watch.Observe(new CollarHour(hour.Hour, hour.Activity, hour.Rumination, hour.Eating, hour.Resting, hour.Temperature, hour.MessageCount));
            }
        }

        await ObserveClimateAsync(watch, book);
        ScheduleDetectionWrite(watch, (hours[^1].Hour + 1) * Hour);
        if (others is not null)
        {
            _ = ForwardHoursAsync(collarId, others);
        }
    }

    public async Task NotifyMilkingAsync(MilkingSession milking)
    {
        if (await GetMonitorAsync() is { } watch)
        {
            watch.Observe(milking);
            ScheduleDetectionWrite(watch, milking.EndedAt ?? milking.StartedAt);
        }
    }

    public async Task NotifyEventsChangedAsync()
    {
        if (_monitor is not { } watch)
        {
            // She learns of it when she wakes up to it.
            return;
        }

        var (farm, animal) = Key;
        var told = await herd.History.EventsAsync(farm, animal, _eventsRevision);
        if (told.Count == 0)
        {
            return;
        }

        if (told.Any(one => one.Event.Retracted))
        {
            await RebuildDetectionsAsync(told.Min(one => one.Event.Time));
            return;
        }

        foreach (var (happened, revision) in told)
        {
            watch.Observe(happened);
            _eventsRevision = revision;
        }

        WriteDetections(watch);
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
        if (await GetMonitorAsync() is { } watch)
        {
            WriteDetections(watch);
        }

        await WaitForWritesAsync();
        return [.. (await GetStoredDetectionsAsync(from)).Where(known => known.State != DetectionState.Retracted).OrderBy(known => known.StartedAt).ThenBy(known => known.Id, StringComparer.Ordinal)];
    }

    public async Task<Detection?> RecordVerdictAsync(string detectionId, DetectionVerdict verdict, string by, string? comment)
    {
        var (farm, animal) = Key;
        var watch = await GetMonitorAsync();
        await WaitForWritesAsync();
        if (await herd.Store.FindAsync(farm, HerdRecordKinds.Detections.Name, detectionId, CancellationToken.None) is not { } row
            || HerdRecordKinds.Detections.FromRecord(row) is not { SubjectType: "animal" } known || known.SubjectId != animal)
        {
            return null;
        }

        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        watch?.ApplyVerdict(detectionId, verdict, now, by, comment);
        var judged = verdict == DetectionVerdict.None
            ? known with { Verdict = verdict, VerdictAt = null, VerdictBy = null, VerdictComment = null }
            : known with { Verdict = verdict, VerdictAt = now, VerdictBy = by, VerdictComment = comment };
        _lastWrite = herd.Writer.WriteAsync([HerdRecordKinds.Detections.ToRecord(judged, now), .. TakeDetections(watch).Where(one => one.Id != detectionId).Select(one => HerdRecordKinds.Detections.ToRecord(one, now))]);
        await WaitForWritesAsync();
        return judged;
    }

    /// <summary>Her detectors, with all they know; null when no such animal is registered.</summary>
    private async ValueTask<CowMonitor?> GetMonitorAsync()
    {
        if (_monitor is not null)
        {
            return _monitor;
        }

        if (_registration is null)
        {
            await LoadAsync(CancellationToken.None);
        }

        if (_registration is not { } animal)
        {
            return null;
        }

        var book = await herd.Bindings.GetAsync(animal.FarmId);
        _farmDays ??= await herd.History.GetFarmDaysAsync(animal.FarmId);
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var snapshot = await herd.Store.FindSnapshotAsync(animal.FarmId, CowSnapshotCodec.Kind, animal.Id, CancellationToken.None);
        var events = await herd.History.EventsAsync(animal.FarmId, animal.Id, afterRevision: 0);
        var watch = new CowMonitor(animal, _farmDays);
        var known = CowSnapshotCodec.DecodeInto(snapshot, watch);
        var retracted = known is null ? [] : events.Where(one => one.Event.Retracted && one.Revision > known).ToArray();
        if (known is null || retracted.Length > 0)
        {
            watch = new CowMonitor(animal, _farmDays);
            known = null;
        }

        watch.LoadKnownDetections(await GetStoredDetectionsAsync(now - DetectionLookbackMs));
        var from = known is null ? now - CowHistory.LearningWindowMs : snapshot!.AsOf - Hour;
        await herd.History.ReplayAsync(watch, animal, book, _farmDays, events.Where(one => one.Revision > (known ?? 0)).Select(one => one.Event), from);
        (_monitor, _eventsRevision, _snapshotHour) = (watch, events.Count > 0 ? events[^1].Revision : known ?? 0, known is null ? 0 : snapshot!.AsOf / Hour);
        WriteDetections(watch);
        if (retracted.Length > 0)
        {
            await RebuildDetectionsAsync(retracted.Min(one => one.Event.Time));
        }

        return _monitor;
    }

    /// <summary>Derives anew what follows from that time on: what is found is stored, what was found before and is not now is retracted.</summary>
    private async Task RebuildDetectionsAsync(long from)
    {
        var animal = _registration!;
        _farmDays ??= await herd.History.GetFarmDaysAsync(animal.FarmId);
        await WaitForWritesAsync();
        var events = await herd.History.EventsAsync(animal.FarmId, animal.Id, afterRevision: 0);
        var known = await GetStoredDetectionsAsync(Math.Max(from, time.GetUtcNow().ToUnixTimeMilliseconds() - DetectionLookbackMs));
        var book = await herd.Bindings.GetAsync(animal.FarmId);
        var derived = await herd.Rebuilder.RebuildAsync(animal, book, _farmDays, [.. events.Select(one => one.Event)], known, from);
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var rows = new List<HerdRecord>();
        foreach (var one in DetectionRebuilder.ChangesToStore(known, derived.Detections, herd.Rebuilder.ClampFrom(from)))
        {
            rows.Add(HerdRecordKinds.Detections.ToRecord(one, now));
        }

        (_monitor, _eventsRevision) = (derived.Monitor, events.Count > 0 ? events[^1].Revision : 0);
        _lastWrite = herd.Writer.WriteAsync(rows);
        SaveSnapshot(derived.Monitor);
        await WaitForWritesAsync();
    }

    /// <summary>How hot it was in the hours that were observed.</summary>
    private async ValueTask ObserveClimateAsync(CowMonitor watch, BindingSet book)
    {
        var animal = _registration!;
        var place = book.ForAnimal(BindingKind.Place, animal.Id).Count == 0 ? animal.Place : book.ActiveBinding(BindingKind.Place, animal.Id, watch.ObservedUntilHour * Hour)?.Target;
        if (place is null || watch.ObservedUntilHour <= _climateHour)
        {
            return;
        }

        foreach (var hour in await herd.Climate.GetHoursAsync(animal.FarmId, place, Math.Max(_climateHour, watch.ObservedUntilHour - MaxClimateHours), watch.ObservedUntilHour))
        {
            watch.Observe(hour);
            _climateHour = hour.Hour + 1;
        }
    }

    private void ScheduleDetectionWrite(CowMonitor watch, long newest)
    {
        if (time.GetUtcNow().ToUnixTimeMilliseconds() - newest < BacklogAgeMs)
        {
            WriteDetections(watch);
            return;
        }

        _writeTimer ??= this.RegisterGrainTimer(
            () =>
            {
                _writeTimer?.Dispose();
                _writeTimer = null;
                if (_monitor is { } now)
                {
                    WriteDetections(now);
                }

                return Task.CompletedTask;
            },
            new GrainTimerCreationOptions(BacklogWriteDelay, Timeout.InfiniteTimeSpan));
    }

    private void WriteDetections(CowMonitor watch)
    {
        var found = TakeDetections(watch);
        if (found.Count > 0)
        {
            var now = time.GetUtcNow().ToUnixTimeMilliseconds();
            _lastWrite = herd.Writer.WriteAsync([.. found.Select(one => HerdRecordKinds.Detections.ToRecord(one, now))]);
        }

        if (watch.ObservedUntilHour >= _snapshotHour + SnapshotHours)
        {
            SaveSnapshot(watch);
        }
    }

    private void SaveSnapshot(CowMonitor watch)
    {
        var (farm, animal) = Key;
        _snapshotHour = watch.ObservedUntilHour;
        herd.Writer.SaveSnapshot(CowSnapshotCodec.Encode(farm, animal, watch.ObservedUntilHour * Hour, _eventsRevision, watch));
    }

    private Task<IReadOnlyList<Detection>> GetStoredDetectionsAsync(long from)
    {
        var (farm, animal) = Key;
        return herd.History.DetectionsAsync(farm, animal, from);
    }

    private async Task WaitForWritesAsync()
    {
        try
        {
            await _lastWrite.WaitAsync(WriteTimeout, time);
        }
        catch (TimeoutException e)
        {
            throw new HistoryUnavailableException("What was found of the animal is not stored yet.", e);
        }
    }

    /// <summary>Who told her of them knew less: they go to whoever wore the collar, and are not waited for, since that one may be passing some on to her.</summary>
    private async Task ForwardHoursAsync(string collarId, List<ReportedCollarHour> hours)
    {
        var (farm, animal) = Key;
        try
        {
            var book = await herd.Bindings.RefreshAsync(farm);
            foreach (var hers in hours.GroupBy(hour => book.AnimalDuring(BindingKind.Collar, collarId, hour.Hour * Hour, (hour.Hour + 1) * Hour, null)))
            {
                if (hers.Key is { } other && other != animal)
                {
                    await GrainFactory.GetGrain<IAnimalGrain>($"{farm}/{other}").NotifyCollarHoursAsync(collarId, [.. hers]);
                }
            }
        }
        catch (Exception e) when (e is HistoryUnavailableException or TimeoutException or OrleansException)
        {
            LogForwardFailed(collarId, e.Message);
        }
    }

    private static IReadOnlyList<Detection> TakeDetections(CowMonitor? watch) => watch?.DrainDetections() ?? [];

    [LoggerMessage(2721, LogLevel.Warning, "Hours of collar {Collar} could not be passed on to its wearer ({Reason}); she finds them in history when she wakes")]
    private partial void LogForwardFailed(string collar, string reason);
}
