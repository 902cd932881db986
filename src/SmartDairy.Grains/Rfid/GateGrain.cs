using Microsoft.Extensions.Logging;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Readings;
using SmartDairy.Contracts.Rfid;
using SmartDairy.Grains.Parts;
using SmartDairy.Husbandry.Derivation;
using SmartDairy.Husbandry.Rfid;

namespace SmartDairy.Grains.Rfid;

/// <summary>
/// One gate or area: drives a <see cref="PlaceDerivation"/> and records its passages and stays, each when it is over, and a stay every
/// minute while it lasts. The actor stores no state: it begins with the last day from history, and records what is not stored as it should
/// be. Passages that reads come too late for are derived again some seconds later.
/// </summary>
[GrainType("gate")]
public sealed partial class GateGrain(
    TagReadHistory readers, PassageRecorder recorder, TagAnimalLookup tagAnimals, TimeProvider time, ILogger<GateGrain> log)
    : Grain, IGateGrain
{
    private readonly LateWindow _late = new(TimeSpan.FromSeconds(5));
    private readonly Dictionary<string, Passage> _unsaved = new(StringComparer.Ordinal);
    private PlaceDerivation? _passages;
    private DeadlineTimer _timer = null!;

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private (int FarmId, string Place) Key => TagPlace.ParseGrainKey(this.GetPrimaryKeyString());

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _timer = DeadlineTimer.Create(this, WorkAsync, e => LogFailed(this.GetPrimaryKeyString(), e.Message), time, keepAlive: true);
        return Task.CompletedTask;
    }

    public async Task AddReadingsAsync(IReadOnlyList<Reading> readings)
    {
        try
        {
            var passages = await GetPassagesAsync();
            foreach (var reading in readings)
            {
                if (reading is TagReading read)
                {
                    passages.Add(read);
                    await NotifyAnimalAsync(read);
                }
            }

            await AdvanceAsync(passages);
        }
        catch (Exception e) when (Transient.Is(e))
        {
            // The reads are in history: a new derivation has all of them.
            _passages = null;
            LogFailed(this.GetPrimaryKeyString(), e.Message);
            _timer.ArmRetry();
        }
    }

    public async Task<IReadOnlyList<Passage>> ListPresentAsync()
    {
        var passages = await GetPassagesAsync();
        await AdvanceAsync(passages);
        var present = new List<Passage>();
        foreach (var passage in passages.OpenPassages())
        {
            present.Add(await recorder.WithAnimalAsync(passage));
        }

        return present;
    }

    private async ValueTask<PlaceDerivation> GetPassagesAsync()
    {
        if (_passages is not null)
        {
            return _passages;
        }

        var (farm, place) = Key;
        var now = Now;
        var passages = new PlaceDerivation(farm, place);
        var reads = await readers.GetReadsAsync(farm, place, PlaceDerivation.ReadFrom(now), long.MaxValue);
        await recorder.RecordChangedAsync(farm, place, passages.CatchUp(reads, now));
        return _passages = passages;
    }

    private async Task AdvanceAsync(PlaceDerivation passages)
    {
        var now = Now;
        passages.Advance(now);
        foreach (var read in passages.DrainLateReads())
        {
            _late.Add(PassageFold.SubjectKey(read)!, read.Time, read.Time, now);
        }

        foreach (var passage in passages.DrainPassages())
        {
            _unsaved[passage.Id] = passage;
        }

        await recorder.RecordAsync([.. _unsaved.Values]);
        _unsaved.Clear();
        _timer.ArmNoLaterThan(passages.NextDeadline);
        _timer.ArmNoLaterThan(_late.DueAt);
    }

    /// <summary>A read of a reader that knows no animals goes to the animal that wears the tag.</summary>
    private async ValueTask NotifyAnimalAsync(TagReading read)
    {
        if (read is { AnimalId: null, TagEpc: { } tag } && await tagAnimals.FindAsync(read.FarmId, tag, read.Time) is { } animal)
        {
            _ = GrainFactory.GetGrain<IAnimalGrain>($"{read.FarmId}/{animal}").NotifyLatestReadingAsync(read with { AnimalId = animal });
        }
    }

    private async Task WorkAsync()
    {
        if (_late.IsDue(Now))
        {
            await RederiveLateAsync();
            _late.Clear();
        }

        await AdvanceAsync(await GetPassagesAsync());
    }

    /// <summary>
    /// Derives the passages of late tags and animals from history, and retracts those stored ones that are not among them.
    /// </summary>
    private async Task RederiveLateAsync()
    {
        var (farm, place) = Key;
        var subjects = _late.Spans.Keys.ToHashSet(StringComparer.Ordinal);
        var (first, last) = _late.Span;
        var rederivation = new PassageRederivation(farm, place, subjects, first, last);
        foreach (var day in rederivation.Days())
        {
            var passages = rederivation.Derive(day, await readers.GetReadsAsync(farm, place, day.ReadFrom, day.ReadTo), Now);
            await recorder.RecordChangedAsync(farm, place, passages);
            if (rederivation.Disputed(day) is var (from, to))
            {
                await recorder.RetractOthersAsync(
                    farm, place, subjects, from, to, passages.Select(passage => passage.Id).ToHashSet(StringComparer.Ordinal));
            }
        }
    }

    [LoggerMessage(2851, LogLevel.Warning, "Place {Place} failed to derive its passages ({Reason}); retrying in 5 s")]
    private partial void LogFailed(string place, string reason);
}
