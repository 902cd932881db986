using SmartDairy.Contracts.Detections;
using SmartDairy.Contracts.Farms;
using SmartDairy.Grains.Parts;
using SmartDairy.History;
using SmartDairy.History.Herds;
using SmartDairy.Husbandry.AnimalEvents;
using SmartDairy.Husbandry.Animals;

namespace SmartDairy.Grains.Animals;

/// <content>
/// The animal's detectors: loaded from a snapshot and from history since, derived again where something of the past changed, and written.
/// Only detections are stored, and a snapshot of the detectors about every six hours.
/// </content>
public sealed partial class AnimalGrain
{
    /// <summary>How far back stored detections are read; older ones have ended.</summary>
    private const long DetectionLookbackMs = 90 * ReproductionIntervals.Day;

    /// <summary>
    /// A fact that is older belongs to a backlog: detectors are evaluated when it pauses, since each fact may make them work days anew.
    /// </summary>
    private const long BacklogAgeMs = 6 * HourMs;
    private static readonly TimeSpan BacklogWriteDelay = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan WriteTimeout = TimeSpan.FromSeconds(10);
    private readonly SnapshotKeeper _snapshots = new(herd.Writer.SaveSnapshot, TimeSpan.FromHours(6));
    private CowMonitor? _monitor;
    private FarmCalendar? _farmDays;
    private long _eventsRevision;
    private Task _lastWrite = Task.CompletedTask;
    private IGrainTimer? _writeTimer;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_monitor is { } monitor)
        {
            _snapshots.SaveIfNewer(AsOf(monitor), () => EncodeSnapshot(monitor));
        }

        return Task.CompletedTask;
    }

    /// <summary>The detectors after everything in history; null when no such animal is registered.</summary>
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

        var bindings = await herd.Bindings.GetAsync(animal.FarmId);
        _farmDays ??= await herd.History.GetFarmDaysAsync(animal.FarmId);
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var snapshot = await herd.Store.FindSnapshotAsync(animal.FarmId, CowSnapshotCodec.Kind, animal.Id, CancellationToken.None);
        var events = await herd.History.EventsAsync(animal.FarmId, animal.Id, afterRevision: 0);
        var monitor = new CowMonitor(animal, _farmDays);
        var known = CowSnapshotCodec.DecodeInto(snapshot, monitor);
        var retracted = known is null ? [] : events.Where(recorded => recorded.Event.Retracted && recorded.Revision > known).ToArray();
        if (known is null || retracted.Length > 0)
        {
            monitor = new CowMonitor(animal, _farmDays);
            known = null;
        }

        monitor.LoadKnownDetections(await GetStoredDetectionsAsync(now - DetectionLookbackMs));
        var from = known is null ? now - CowHistory.LearningWindowMs : snapshot!.AsOf - HourMs;
        var newEvents = events.Where(recorded => recorded.Revision > (known ?? 0)).Select(recorded => recorded.Event);
        await herd.History.ReplayAsync(monitor, animal, bindings, _farmDays, newEvents, from);
        (_monitor, _eventsRevision) = (monitor, events.Count > 0 ? events[^1].Revision : known ?? 0);
        _snapshots.MarkRestored(known is null ? 0 : snapshot!.AsOf);
        WriteDetections(monitor);
        if (retracted.Length > 0)
        {
            await RebuildDetectionsAsync(retracted.Min(recorded => recorded.Event.Time));
        }

        return _monitor;
    }

    /// <summary>
    /// Derives detections again from a time on (Unix milliseconds): those found are stored, stored ones that are not found again are
    /// retracted.
    /// </summary>
    private async Task RebuildDetectionsAsync(long from)
    {
        var animal = _registration!;
        _farmDays ??= await herd.History.GetFarmDaysAsync(animal.FarmId);
        await WaitForWritesAsync();
        var events = await herd.History.EventsAsync(animal.FarmId, animal.Id, afterRevision: 0);
        var known = await GetStoredDetectionsAsync(Math.Max(from, time.GetUtcNow().ToUnixTimeMilliseconds() - DetectionLookbackMs));
        var bindings = await herd.Bindings.GetAsync(animal.FarmId);
        var rebuilt = await herd.Rebuilder.RebuildAsync(
            animal, bindings, _farmDays, [.. events.Select(recorded => recorded.Event)], known, from);
        (_monitor, _eventsRevision) = (rebuilt.Monitor, events.Count > 0 ? events[^1].Revision : 0);
        _lastWrite = StoreAsync(DetectionRebuilder.ChangesToStore(known, rebuilt.Detections, herd.Rebuilder.ClampFrom(from)));
        _snapshots.Save(EncodeSnapshot(rebuilt.Monitor));
        await WaitForWritesAsync();
    }

    private void ScheduleDetectionWrite(CowMonitor monitor, long newest)
    {
        if (time.GetUtcNow().ToUnixTimeMilliseconds() - newest < BacklogAgeMs)
        {
            WriteDetections(monitor);
            return;
        }

        _writeTimer ??= this.RegisterGrainTimer(
            () =>
            {
                _writeTimer?.Dispose();
                _writeTimer = null;
                if (_monitor is { } current)
                {
                    WriteDetections(current);
                }

                return Task.CompletedTask;
            },
            new GrainTimerCreationOptions(BacklogWriteDelay, Timeout.InfiniteTimeSpan));
    }

    private void WriteDetections(CowMonitor monitor)
    {
        var detections = monitor.DrainDetections();
        if (detections.Count > 0)
        {
            _lastWrite = StoreAsync(detections);
        }

        _snapshots.SaveIfDue(AsOf(monitor), () => EncodeSnapshot(monitor));
    }

    private Task StoreAsync(IEnumerable<Detection> detections)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return herd.Writer.WriteAsync([.. detections.Select(detection => HerdRecordKinds.Detections.ToRecord(detection, now))]);
    }

    private static long AsOf(CowMonitor monitor) => monitor.ObservedUntilHour * HourMs;

    private ActorSnapshot EncodeSnapshot(CowMonitor monitor)
    {
        var (farm, animal) = Key;
        return CowSnapshotCodec.Encode(farm, animal, AsOf(monitor), _eventsRevision, monitor);
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
            throw new HistoryUnavailableException("The detections of the animal are not stored yet.", e);
        }
    }
}
