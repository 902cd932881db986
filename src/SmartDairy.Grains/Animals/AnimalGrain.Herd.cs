using Microsoft.Extensions.Logging;
using SmartDairy.Analytics.Cows;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Detections;
using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Milking;
using SmartDairy.History;
using SmartDairy.History.Herds;
using SmartDairy.Husbandry.Animals;
using SmartDairy.Husbandry.Bindings;
using SmartDairy.Husbandry.Life;

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
    private const long MostFelt = 72;

    /// <summary>Findings are looked back for so far: an older one is over.</summary>
    private const long Remembered = 90 * Spans.Day;

    /// <summary>What comes further behind the clock is a backlog: judged when it pauses, and not hour by hour, since each may have to be worked in days back.</summary>
    private const long Backlog = 6 * Hour;
    private static readonly TimeSpan Gathering = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private CowWatch? _watch;
    private FarmDays? _days;
    private long _eventsRevision;
    private long _keptHour;

    // Everything before this hour was felt.
    private long _feltHour;
    private Task _reported = Task.CompletedTask;
    private IGrainTimer? _gathering;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_watch is { } watch && watch.LastHour > _keptHour)
        {
            Keep(watch);
        }

        return Task.CompletedTask;
    }

    public async Task ObserveHoursAsync(string collarId, IReadOnlyList<ObservedHour> hours)
    {
        if (await LearnAsync() is not { } watch)
        {
            return;
        }

        var (farm, animal) = Key;
        var book = await herd.Books.OfAsync(farm);
        List<ObservedHour>? others = null;
        foreach (var hour in hours)
        {
            if (book.Knows(BindingKind.Collar, collarId) && book.AnimalThrough(BindingKind.Collar, collarId, hour.Hour * Hour, (hour.Hour + 1) * Hour, null) != animal)
            {
                (others ??= []).Add(hour);
            }
            else
            {
                watch.Observe(new CollarHour(hour.Hour, hour.Activity, hour.Rumination, hour.Eating, hour.Resting, hour.Temperature, hour.Reports));
            }
        }

        await FeelAsync(watch, book);
        ReportSoon(watch, (hours[^1].Hour + 1) * Hour);
        if (others is not null)
        {
            _ = ForwardAsync(collarId, others);
        }
    }

    public async Task ObserveMilkingAsync(MilkingSession milking)
    {
        if (await LearnAsync() is { } watch)
        {
            watch.Observe(milking);
            ReportSoon(watch, milking.EndedAt ?? milking.StartedAt);
        }
    }

    public async Task EventsChangedAsync()
    {
        if (_watch is not { } watch)
        {
            // She learns of it when she wakes up to it.
            return;
        }

        var (farm, animal) = Key;
        var told = await herd.Past.EventsAsync(farm, animal, _eventsRevision);
        if (told.Count == 0)
        {
            return;
        }

        if (told.Any(one => one.Event.Retracted))
        {
            await RebuildAsync(told.Min(one => one.Event.Time));
            return;
        }

        foreach (var (happened, revision) in told)
        {
            watch.Observe(happened);
            _eventsRevision = revision;
        }

        Report(watch);
    }

    public async Task BindingsChangedAsync(long from)
    {
        var (farm, _) = Key;
        await LoadAsync(CancellationToken.None);
        await herd.Books.LearnAsync(farm);
        if (_registration is not null)
        {
            await RebuildAsync(from);
        }
    }

    public async Task<IReadOnlyList<Detection>> DetectionsAsync(long from)
    {
        if (await LearnAsync() is { } watch)
        {
            Report(watch);
        }

        await StoredAsync();
        return [.. (await KnownAsync(from)).Where(known => known.State != DetectionState.Retracted).OrderBy(known => known.StartedAt).ThenBy(known => known.Id, StringComparer.Ordinal)];
    }

    public async Task<Detection?> JudgeDetectionAsync(string detectionId, Verdict verdict, string by, string? comment)
    {
        var (farm, animal) = Key;
        var watch = await LearnAsync();
        await StoredAsync();
        if (await herd.Store.FindAsync(farm, HerdKinds.Detections.Name, detectionId, CancellationToken.None) is not { } row
            || HerdKinds.Detections.Read(row) is not { SubjectType: "animal" } known || known.SubjectId != animal)
        {
            return null;
        }

        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        watch?.Judge(detectionId, verdict, now, by, comment);
        var judged = verdict == Verdict.None
            ? known with { Verdict = verdict, VerdictAt = null, VerdictBy = null, VerdictComment = null }
            : known with { Verdict = verdict, VerdictAt = now, VerdictBy = by, VerdictComment = comment };
        _reported = herd.Desk.WriteAsync([HerdKinds.Detections.Record(judged, now), .. Taken(watch).Where(one => one.Id != detectionId).Select(one => HerdKinds.Detections.Record(one, now))]);
        await StoredAsync();
        return judged;
    }

    /// <summary>Her detectors, with all they know; null when no such animal is registered.</summary>
    private async ValueTask<CowWatch?> LearnAsync()
    {
        if (_watch is not null)
        {
            return _watch;
        }

        if (_registration is null)
        {
            await LoadAsync(CancellationToken.None);
        }

        if (_registration is not { } animal)
        {
            return null;
        }

        var book = await herd.Books.OfAsync(animal.FarmId);
        _days ??= await herd.Past.DaysAsync(animal.FarmId);
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var snapshot = await herd.Store.SnapshotAsync(animal.FarmId, CowSnapshot.Kind, animal.Id, CancellationToken.None);
        var events = await herd.Past.EventsAsync(animal.FarmId, animal.Id, afterRevision: 0);
        var watch = new CowWatch(animal, _days);
        var known = CowSnapshot.Load(snapshot, watch);
        var retracted = known is null ? [] : events.Where(one => one.Event.Retracted && one.Revision > known).ToArray();
        if (known is null || retracted.Length > 0)
        {
            watch = new CowWatch(animal, _days);
            known = null;
        }

        watch.Remember(await KnownAsync(now - Remembered));
        var from = known is null ? now - CowPast.Learning : snapshot!.AsOf - Hour;
        await herd.Past.TellAsync(watch, animal, book, _days, events.Where(one => one.Revision > (known ?? 0)).Select(one => one.Event), from);
        (_watch, _eventsRevision, _keptHour) = (watch, events.Count > 0 ? events[^1].Revision : known ?? 0, known is null ? 0 : snapshot!.AsOf / Hour);
        Report(watch);
        if (retracted.Length > 0)
        {
            await RebuildAsync(retracted.Min(one => one.Event.Time));
        }

        return _watch;
    }

    /// <summary>Derives anew what follows from that time on: what is found is stored, what was found before and is not now is retracted.</summary>
    private async Task RebuildAsync(long from)
    {
        var animal = _registration!;
        _days ??= await herd.Past.DaysAsync(animal.FarmId);
        await StoredAsync();
        var events = await herd.Past.EventsAsync(animal.FarmId, animal.Id, afterRevision: 0);
        var known = await KnownAsync(Math.Max(from, time.GetUtcNow().ToUnixTimeMilliseconds() - Remembered));
        var book = await herd.Books.OfAsync(animal.FarmId);
        var derived = await herd.Rederivation.DeriveAsync(animal, book, _days, [.. events.Select(one => one.Event)], known, from);
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var rows = new List<HerdRecord>();
        foreach (var one in Rederivation.Changes(known, derived.Found, herd.Rederivation.From(from)))
        {
            rows.Add(HerdKinds.Detections.Record(one, now));
        }

        (_watch, _eventsRevision) = (derived.Watch, events.Count > 0 ? events[^1].Revision : 0);
        _reported = herd.Desk.WriteAsync(rows);
        Keep(derived.Watch);
        await StoredAsync();
    }

    /// <summary>How hot it was in the hours that were observed.</summary>
    private async ValueTask FeelAsync(CowWatch watch, BindingBook book)
    {
        var animal = _registration!;
        var place = book.OfAnimal(BindingKind.Place, animal.Id).Count == 0 ? animal.Place : book.At(BindingKind.Place, animal.Id, watch.LastHour * Hour)?.Target;
        if (place is null || watch.LastHour <= _feltHour)
        {
            return;
        }

        foreach (var hour in await herd.Climates.OfAsync(animal.FarmId, place, Math.Max(_feltHour, watch.LastHour - MostFelt), watch.LastHour))
        {
            watch.Observe(hour);
            _feltHour = hour.Hour + 1;
        }
    }

    private void ReportSoon(CowWatch watch, long newest)
    {
        if (time.GetUtcNow().ToUnixTimeMilliseconds() - newest < Backlog)
        {
            Report(watch);
            return;
        }

        _gathering ??= this.RegisterGrainTimer(
            () =>
            {
                _gathering?.Dispose();
                _gathering = null;
                if (_watch is { } now)
                {
                    Report(now);
                }

                return Task.CompletedTask;
            },
            new GrainTimerCreationOptions(Gathering, Timeout.InfiniteTimeSpan));
    }

    private void Report(CowWatch watch)
    {
        var found = Taken(watch);
        if (found.Count > 0)
        {
            var now = time.GetUtcNow().ToUnixTimeMilliseconds();
            _reported = herd.Desk.WriteAsync([.. found.Select(one => HerdKinds.Detections.Record(one, now))]);
        }

        if (watch.LastHour >= _keptHour + SnapshotHours)
        {
            Keep(watch);
        }
    }

    private void Keep(CowWatch watch)
    {
        var (farm, animal) = Key;
        _keptHour = watch.LastHour;
        herd.Desk.Keep(CowSnapshot.Of(farm, animal, watch.LastHour * Hour, _eventsRevision, watch));
    }

    private Task<IReadOnlyList<Detection>> KnownAsync(long from)
    {
        var (farm, animal) = Key;
        return herd.Past.DetectionsAsync(farm, animal, from);
    }

    private async Task StoredAsync()
    {
        try
        {
            await _reported.WaitAsync(Patience, time);
        }
        catch (TimeoutException e)
        {
            throw new HistoryUnavailableException("What was found of the animal is not stored yet.", e);
        }
    }

    /// <summary>Who told her of them knew less: they go to whoever wore the collar, and are not waited for, since that one may be passing some on to her.</summary>
    private async Task ForwardAsync(string collarId, List<ObservedHour> hours)
    {
        var (farm, animal) = Key;
        try
        {
            var book = await herd.Books.LearnAsync(farm);
            foreach (var hers in hours.GroupBy(hour => book.AnimalThrough(BindingKind.Collar, collarId, hour.Hour * Hour, (hour.Hour + 1) * Hour, null)))
            {
                if (hers.Key is { } other && other != animal)
                {
                    await GrainFactory.GetGrain<IAnimalGrain>($"{farm}/{other}").ObserveHoursAsync(collarId, [.. hers]);
                }
            }
        }
        catch (Exception e) when (e is HistoryUnavailableException or TimeoutException or OrleansException)
        {
            LogForward(collarId, e.Message);
        }
    }

    private static IReadOnlyList<Detection> Taken(CowWatch? watch) => watch?.Take() ?? [];

    [LoggerMessage(2721, LogLevel.Warning, "Hours of collar {Collar} could not be passed on to its wearer ({Reason}); she finds them in history when she wakes")]
    private partial void LogForward(string collar, string reason);
}
