using Microsoft.Extensions.Logging;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Milking;
using SmartDairy.Grains.Animals;
using SmartDairy.History;
using SmartDairy.History.Herds;
using SmartDairy.History.Registry;
using SmartDairy.Husbandry.Milking;

namespace SmartDairy.Grains.Milking;

/// <summary>
/// Writes one stall's milkings down, with what each means for the cow, and tells the animals. An animal that a milking turned out not to be of is told so.
/// </summary>
public sealed partial class StallDesk(IHerdStore store, IRegistry registry, HerdDesk desk, IGrainFactory grains, TimeProvider time, ILogger<StallDesk> log)
{
    private const int MostTold = 1_024;
    private const int MostOthers = 2_000;
    private readonly Dictionary<string, string?> _told = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <summary>Whether the milking was written down lately by this desk.</summary>
    public bool Told(string id) => _told.ContainsKey(id);

    /// <summary>Writes milkings down as they are now. Completes when they are stored.</summary>
    public async Task KeepAsync(StallPlace place, IReadOnlyList<MilkingSession> milkings) => await WriteAsync(place, await AppraiseAsync(place, milkings));

    /// <summary>Writes down those that are not stored as they are now, also when only what follows from other milkings is different. Completes when they are.</summary>
    public async Task RepairAsync(StallPlace place, IReadOnlyList<MilkingSession> milkings)
    {
        var wrong = new List<MilkingSession>();
        foreach (var milking in await AppraiseAsync(place, milkings))
        {
            var row = await store.FindAsync(place.FarmId, HerdKinds.Milkings.Name, milking.Id, CancellationToken.None);
            var stored = row is null ? null : HerdKinds.Milkings.Read(row);
            Note(milking.Id, stored?.AnimalId);
            if (stored is null ? !milking.Retracted : Text(stored) != Text(milking))
            {
                wrong.Add(milking);
            }
        }

        await WriteAsync(place, wrong);
    }

    /// <summary>Hands milkings over to be written, as they are, without waiting for it.</summary>
    public void Hand(StallPlace place, IReadOnlyList<MilkingSession> milkings)
    {
        if (milkings.Count > 0)
        {
            StoreAsync([.. milkings.Select(place.Of)]).Ignore();
        }
    }

    private static string Text(MilkingSession milking) => HerdKinds.Milkings.Record(milking, 0).Body;

    private async Task<IReadOnlyList<MilkingSession>> AppraiseAsync(StallPlace place, IReadOnlyList<MilkingSession> milkings)
    {
        var rows = new Dictionary<string, MilkingSession>(StringComparer.Ordinal);
        foreach (var hers in milkings.Select(place.Of).GroupBy(milking => milking.AnimalId))
        {
            foreach (var milking in hers.Key is null ? [.. hers] : await AppraiseAsync(place.FarmId, hers.Key, [.. hers]))
            {
                rows[milking.Id] = milking;
            }
        }

        return [.. rows.Values];
    }

    private async Task<IReadOnlyList<MilkingSession>> AppraiseAsync(int farmId, string animalId, List<MilkingSession> hers)
    {
        if (hers.TrueForAll(milking => milking.State == MilkingState.Running && !milking.Retracted))
        {
            return hers;
        }

        var query = new HerdQuery
        {
            FarmId = farmId,
            Kind = HerdKinds.Milkings.Name,
            Subject = animalId,
            From = hers.Min(milking => milking.StartedAt) - MilkingAppraisal.ReachMs,
            To = hers.Max(milking => milking.StartedAt) + MilkingAppraisal.ReachMs,
        };
        var known = (await store.ListAsync(query, MostOthers, CancellationToken.None)).Select(HerdKinds.Milkings.Read).ToDictionary(milking => milking.Id, StringComparer.Ordinal);
        foreach (var milking in hers)
        {
            known[milking.Id] = milking;
        }

        var stage = await StageAsync(farmId, animalId);
        var changed = new Dictionary<string, MilkingSession>(StringComparer.Ordinal);
        foreach (var milking in hers.OrderBy(milking => milking.StartedAt))
        {
            known[milking.Id] = changed[milking.Id] = MilkingAppraisal.Of(milking, [.. known.Values], stage);
            foreach (var follower in MilkingAppraisal.Followers(known[milking.Id], [.. known.Values], stage))
            {
                known[follower.Id] = changed[follower.Id] = follower;
            }
        }

        return [.. changed.Values];
    }

    private async Task<LactationStage?> StageAsync(int farmId, string animalId)
    {
        var row = await store.FindAsync(farmId, HerdKinds.Standings.Name, animalId, CancellationToken.None);
        var (parity, calved) = row is null
            ? await registry.AnimalAsync(farmId, animalId, CancellationToken.None) is { } animal ? (animal.Lactation, animal.CalvedAt) : (null, null)
            : HerdKinds.Standings.Read(row) is var standing ? (standing.Lactation, standing.CalvedAt) : (null, null);
        return parity >= 1 && calved is { } at ? new LactationStage(parity.Value, at) : null;
    }

    private async Task WriteAsync(StallPlace place, IReadOnlyList<MilkingSession> milkings)
    {
        if (milkings.Count == 0)
        {
            return;
        }

        await StoreAsync(milkings);
        foreach (var milking in milkings)
        {
            // What follows at another stall is that one's, and her own actor learned of it from there.
            if (milking.StallId == place.StallId && milking.ParlorId == place.ParlorId)
            {
                Tell(milking);
            }
        }
    }

    private Task StoreAsync(IReadOnlyList<MilkingSession> milkings)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return desk.WriteAsync([.. milkings.Select(milking => HerdKinds.Milkings.Record(milking, now))]);
    }

    private void Tell(MilkingSession milking)
    {
        if (_told.GetValueOrDefault(milking.Id) is { } before && before != milking.AnimalId)
        {
            Tell(before, milking with { AnimalId = before, State = MilkingState.Retracted, Litres = null });
        }

        Note(milking.Id, milking.AnimalId);
        if (milking.AnimalId is { } animal && (milking.State != MilkingState.Running || milking.Retracted))
        {
            Tell(animal, milking);
        }
    }

    private void Tell(string animal, MilkingSession milking)
        => _ = TellAsync(grains.GetGrain<IAnimalGrain>($"{milking.FarmId}/{animal}"), animal, milking);

    private async Task TellAsync(IAnimalGrain grain, string animal, MilkingSession milking)
    {
        try
        {
            await grain.ObserveMilkingAsync(milking);
        }
        catch (Exception e) when (e is HistoryUnavailableException or TimeoutException or OrleansException or OperationCanceledException)
        {
            LogUntold(animal, e.Message);
        }
    }

    private void Note(string id, string? animal)
    {
        if (!_told.ContainsKey(id))
        {
            _order.Enqueue(id);
            if (_order.Count > MostTold)
            {
                _told.Remove(_order.Dequeue());
            }
        }

        _told[id] = animal;
    }

    [LoggerMessage(2811, LogLevel.Warning, "Animal {Animal} could not be told of a milking ({Reason}); she finds it when she wakes")]
    private partial void LogUntold(string animal, string reason);
}
