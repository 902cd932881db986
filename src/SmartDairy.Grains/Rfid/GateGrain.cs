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
public sealed partial class GateGrain(GateReaders readers, GateDesk desk, TagOwners owners, TimeProvider time, ILogger<GateGrain> log) : Grain, IGateGrain
{
    private const long Hour = 3_600_000;
    private const long Remembered = 24 * Hour;

    // A stay that began before the day is not told in part.
    private const long Margin = 12 * Hour;
    private static readonly TimeSpan LateWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);

    private readonly HashSet<string> _lateSubjects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Passage> _unsaved = new(StringComparer.Ordinal);
    private PassageFold? _fold;
    private (long From, long To) _late;
    private long _lateSince;
    private IGrainTimer? _timer;
    private long _armed = long.MaxValue;

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private (int FarmId, string Place) Key => TagPlace.Read(this.GetPrimaryKeyString());

    public async Task HearAsync(IReadOnlyList<Reading> stored)
    {
        try
        {
            var fold = await FoldAsync();
            foreach (var reading in stored)
            {
                if (reading is TagReading tag)
                {
                    fold.Add(tag);
                    await TellWearerAsync(tag);
                }
            }

            await SettleAsync(fold);
        }
        catch (Exception e) when (IsPassing(e))
        {
            // What was not taken in is in history; folded anew it is not missing.
            _fold = null;
            TryLater(e);
        }
    }

    public async Task<IReadOnlyList<Passage>> PresentAsync()
    {
        var fold = await FoldAsync();
        await SettleAsync(fold);
        var present = new List<Passage>();
        foreach (var passage in fold.Present())
        {
            present.Add(await desk.OwnedAsync(passage));
        }

        return present;
    }

    /// <summary>The fold, with the last day in it.</summary>
    private async ValueTask<PassageFold> FoldAsync()
    {
        if (_fold is not null)
        {
            return _fold;
        }

        var (farm, place) = Key;
        var now = Now;
        var fold = new PassageFold(farm, place);
        var told = new List<Passage>();
        foreach (var read in await readers.SeenAsync(farm, place, now - Remembered - Margin, long.MaxValue))
        {
            fold.Add(read);
        }

        fold.Advance(now);
        told.AddRange(fold.Take().Where(passage => passage.StartedAt > now - Remembered));
        fold.Forget(now - Remembered);
        await desk.RepairAsync(farm, place, told);
        return _fold = fold;
    }

    private async Task SettleAsync(PassageFold fold)
    {
        var now = Now;
        fold.Advance(now);
        foreach (var read in fold.TakeLate())
        {
            _lateSince = _lateSubjects.Count == 0 ? now : _lateSince;
            _late = _lateSubjects.Count == 0 ? (read.Time, read.Time) : (Math.Min(_late.From, read.Time), Math.Max(_late.To, read.Time));
            _lateSubjects.Add(PassageFold.Subject(read)!);
        }

        foreach (var passage in fold.Take())
        {
            _unsaved[passage.Id] = passage;
        }

        await desk.KeepAsync([.. _unsaved.Values]);
        _unsaved.Clear();
        Arm(fold, now);
    }

    /// <summary>A reader that knows no animals: she hears of it by her tag.</summary>
    private async ValueTask TellWearerAsync(TagReading read)
    {
        if (read is { AnimalId: null, TagEpc: { } tag } && await owners.OfAsync(read.FarmId, tag, read.Time) is { } animal)
        {
            _ = GrainFactory.GetGrain<IAnimalGrain>($"{read.FarmId}/{animal}").ObserveAsync(read with { AnimalId = animal });
        }
    }

    private async Task FoldLateAsync()
    {
        // Day by day: a backlog of weeks is not held at once.
        for (var from = _late.From - Margin; from <= _late.To; from += Remembered)
        {
            await FoldAnewAsync(from, from + Remembered);
        }

        _lateSubjects.Clear();
    }

    /// <summary>The passages of those that were late that began in a span, from history.</summary>
    private async Task FoldAnewAsync(long from, long to)
    {
        var (farm, place) = Key;
        var options = (TagPlace.IsGate(place) ? PassageFoldOptions.Gate : PassageFoldOptions.Area) with { Memory = TimeSpan.FromDays(400), Remembered = int.MaxValue };
        var fold = new PassageFold(farm, place, options);
        foreach (var read in await readers.SeenAsync(farm, place, from - Margin, to + Margin))
        {
            if (PassageFold.Subject(read) is { } subject && _lateSubjects.Contains(subject))
            {
                fold.Add(read);
            }
        }

        fold.Advance(Now);
        var real = fold.Take().Where(passage => passage.StartedAt >= from && passage.StartedAt < to).ToList();
        await desk.RepairAsync(farm, place, real);

        // What touches nothing late was right already.
        var edge = (long)options.Gap.TotalMilliseconds;
        var (first, last) = (Math.Max(from, _late.From - edge), Math.Min(to, _late.To + edge + 1));
        if (first < last)
        {
            await desk.RetractOthersAsync(farm, place, _lateSubjects, first, last, real.Select(passage => passage.Id).ToHashSet(StringComparer.Ordinal));
        }
    }

    private void Arm(PassageFold fold, long now)
    {
        var due = fold.NextDeadline ?? long.MaxValue;
        due = _lateSubjects.Count > 0 ? Math.Min(due, _lateSince + (long)LateWait.TotalMilliseconds) : due;

        // Armed for a deadline that moved on it fires once for nothing; that is cheaper than a new timer for every read.
        if (due < _armed)
        {
            ArmFor(due, now);
        }
    }

    private void ArmFor(long due, long now)
    {
        _timer?.Dispose();
        _armed = due;
        _timer = this.RegisterGrainTimer(
            static (grain, _) => grain.TickAsync(),
            this,
            new GrainTimerCreationOptions(TimeSpan.FromMilliseconds(Math.Max(1, due - now)), Timeout.InfiniteTimeSpan) { KeepAlive = true });
    }

    private async Task TickAsync()
    {
        _armed = long.MaxValue;
        try
        {
            if (_lateSubjects.Count > 0 && Now - _lateSince >= LateWait.TotalMilliseconds)
            {
                await FoldLateAsync();
            }

            await SettleAsync(await FoldAsync());
        }
        catch (Exception e) when (IsPassing(e))
        {
            TryLater(e);
        }
    }

    private static bool IsPassing(Exception e) => e is HistoryUnavailableException or TimeoutException or OrleansException;

    private void TryLater(Exception e)
    {
        LogLater(this.GetPrimaryKeyString(), e.Message);
        ArmFor(Now + (long)Retry.TotalMilliseconds, Now);
    }

    [LoggerMessage(2851, LogLevel.Warning, "What passed {Place} cannot be put together now ({Reason}); it is tried again")]
    private partial void LogLater(string place, string reason);
}
