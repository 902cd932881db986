using Microsoft.Extensions.Logging;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Readings;
using SmartDairy.Contracts.Rfid;
using SmartDairy.History;
using SmartDairy.Husbandry.Rfid;

namespace SmartDairy.Grains.Rfid;

/// <summary>
/// One gate or area. It puts reads together into passages and stays and writes each down when it is over, a stay every minute while it lasts. It owns no state: when it wakes it folds
/// the last day from history again, and writes what is not stored as it should be. What comes later than it remembers is folded anew some seconds after.
/// </summary>
[GrainType("gate")]
public sealed partial class GateGrain(TagReadHistory readers, PassageRecorder recorder, TagAnimalLookup tagAnimals, TimeProvider time, ILogger<GateGrain> log) : Grain, IGateGrain
{
    private const long Hour = 3_600_000;
    private const long WindowMs = 24 * Hour;

    // A stay that began before the day is not told in part.
    private const long LeadMs = 12 * Hour;
    private static readonly TimeSpan LateWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);

    private readonly HashSet<string> _lateSubjects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Passage> _unsaved = new(StringComparer.Ordinal);
    private PassageFold? _fold;
    private (long From, long To) _lateSpan;
    private long _lateSince;
    private IGrainTimer? _timer;
    private long _timerDueAt = long.MaxValue;

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private (int FarmId, string Place) Key => TagPlace.ParseGrainKey(this.GetPrimaryKeyString());

    public async Task AddReadingsAsync(IReadOnlyList<Reading> readings)
    {
        try
        {
            var fold = await GetFoldAsync();
            foreach (var reading in readings)
            {
                if (reading is TagReading tag)
                {
                    fold.Add(tag);
                    await NotifyAnimalAsync(tag);
                }
            }

            await AdvanceAsync(fold);
        }
        catch (Exception e) when (IsTransient(e))
        {
            // What was not taken in is in history; folded anew it is not missing.
            _fold = null;
            ScheduleRetry(e);
        }
    }

    public async Task<IReadOnlyList<Passage>> ListPresentAsync()
    {
        var fold = await GetFoldAsync();
        await AdvanceAsync(fold);
        var present = new List<Passage>();
        foreach (var passage in fold.OpenPassages())
        {
            present.Add(await recorder.WithAnimalAsync(passage));
        }

        return present;
    }

    /// <summary>The fold, with the last day in it.</summary>
    private async ValueTask<PassageFold> GetFoldAsync()
    {
        if (_fold is not null)
        {
            return _fold;
        }

        var (farm, place) = Key;
        var now = Now;
        var fold = new PassageFold(farm, place);
        var told = new List<Passage>();
        foreach (var read in await readers.GetReadsAsync(farm, place, now - WindowMs - LeadMs, long.MaxValue))
        {
            fold.Add(read);
        }

        fold.Advance(now);
        told.AddRange(fold.DrainPassages().Where(passage => passage.StartedAt > now - WindowMs));
        fold.ForgetUntil(now - WindowMs);
        await recorder.RecordChangedAsync(farm, place, told);
        return _fold = fold;
    }

    private async Task AdvanceAsync(PassageFold fold)
    {
        var now = Now;
        fold.Advance(now);
        foreach (var read in fold.DrainLateReads())
        {
            _lateSince = _lateSubjects.Count == 0 ? now : _lateSince;
            _lateSpan = _lateSubjects.Count == 0 ? (read.Time, read.Time) : (Math.Min(_lateSpan.From, read.Time), Math.Max(_lateSpan.To, read.Time));
            _lateSubjects.Add(PassageFold.SubjectKey(read)!);
        }

        foreach (var passage in fold.DrainPassages())
        {
            _unsaved[passage.Id] = passage;
        }

        await recorder.RecordAsync([.. _unsaved.Values]);
        _unsaved.Clear();
        Arm(fold, now);
    }

    /// <summary>A reader that knows no animals: she hears of it by her tag.</summary>
    private async ValueTask NotifyAnimalAsync(TagReading read)
    {
        if (read is { AnimalId: null, TagEpc: { } tag } && await tagAnimals.FindAsync(read.FarmId, tag, read.Time) is { } animal)
        {
            _ = GrainFactory.GetGrain<IAnimalGrain>($"{read.FarmId}/{animal}").NotifyLatestReadingAsync(read with { AnimalId = animal });
        }
    }

    private async Task RefoldLateAsync()
    {
        // Day by day: a backlog of weeks is not held at once.
        for (var from = _lateSpan.From - LeadMs; from <= _lateSpan.To; from += WindowMs)
        {
            await RefoldAsync(from, from + WindowMs);
        }

        _lateSubjects.Clear();
    }

    /// <summary>The passages of those that were late that began in a span, from history.</summary>
    private async Task RefoldAsync(long from, long to)
    {
        var (farm, place) = Key;
        var options = (TagPlace.IsGate(place) ? PassageFoldOptions.Gate : PassageFoldOptions.Area) with { Retention = TimeSpan.FromDays(400), MaxPassages = int.MaxValue };
        var fold = new PassageFold(farm, place, options);
        foreach (var read in await readers.GetReadsAsync(farm, place, from - LeadMs, to + LeadMs))
        {
            if (PassageFold.SubjectKey(read) is { } subject && _lateSubjects.Contains(subject))
            {
                fold.Add(read);
            }
        }

        fold.Advance(Now);
        var real = fold.DrainPassages().Where(passage => passage.StartedAt >= from && passage.StartedAt < to).ToList();
        await recorder.RecordChangedAsync(farm, place, real);

        // What touches nothing late was right already.
        var edge = (long)options.Gap.TotalMilliseconds;
        var (first, last) = (Math.Max(from, _lateSpan.From - edge), Math.Min(to, _lateSpan.To + edge + 1));
        if (first < last)
        {
            await recorder.RetractOthersAsync(farm, place, _lateSubjects, first, last, real.Select(passage => passage.Id).ToHashSet(StringComparer.Ordinal));
        }
    }

    private void Arm(PassageFold fold, long now)
    {
        var due = fold.NextDeadline ?? long.MaxValue;
        due = _lateSubjects.Count > 0 ? Math.Min(due, _lateSince + (long)LateWait.TotalMilliseconds) : due;

        // Armed for a deadline that moved on it fires once for nothing; that is cheaper than a new timer for every read.
        if (due < _timerDueAt)
        {
            ArmAt(due, now);
        }
    }

    private void ArmAt(long due, long now)
    {
        _timer?.Dispose();
        _timerDueAt = due;
        _timer = this.RegisterGrainTimer(
            static (grain, _) => grain.TickAsync(),
            this,
            new GrainTimerCreationOptions(TimeSpan.FromMilliseconds(Math.Max(1, due - now)), Timeout.InfiniteTimeSpan) { KeepAlive = true });
    }

    private async Task TickAsync()
    {
        _timerDueAt = long.MaxValue;
        try
        {
            if (_lateSubjects.Count > 0 && Now - _lateSince >= LateWait.TotalMilliseconds)
            {
                await RefoldLateAsync();
            }

            await AdvanceAsync(await GetFoldAsync());
        }
        catch (Exception e) when (IsTransient(e))
        {
            ScheduleRetry(e);
        }
    }

    private static bool IsTransient(Exception e) => e is HistoryUnavailableException or TimeoutException or OrleansException;

    private void ScheduleRetry(Exception e)
    {
        LogFoldFailed(this.GetPrimaryKeyString(), e.Message);
        ArmAt(Now + (long)Retry.TotalMilliseconds, Now);
    }

    [LoggerMessage(2851, LogLevel.Warning, "What passed {Place} cannot be put together now ({Reason}); it is tried again")]
    private partial void LogFoldFailed(string place, string reason);
}
