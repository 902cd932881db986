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
public sealed partial class MilkingRecorder(IHerdStore store, IRegistry registry, HerdRecordWriter writer, IGrainFactory grains, TimeProvider time, ILogger<MilkingRecorder> log)
{
    private const int MaxRemembered = 1_024;
    private const int MaxNeighbours = 2_000;
    private readonly Dictionary<string, string?> _lastAnimals = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <summary>Whether the milking was written down lately by this desk.</summary>
    public bool WasRecorded(string id) => _lastAnimals.ContainsKey(id);

    /// <summary>Writes milkings down as they are now. Completes when they are stored.</summary>
    public async Task RecordAsync(StallLocation place, IReadOnlyList<MilkingSession> milkings) => await StoreAndNotifyAsync(place, await AppraiseAsync(place, milkings));

    /// <summary>Writes down those that are not stored as they are now, also when only what follows from other milkings is different. Completes when they are.</summary>
    public async Task RecordChangedAsync(StallLocation place, IReadOnlyList<MilkingSession> milkings)
    {
        var wrong = new List<MilkingSession>();
        foreach (var milking in await AppraiseAsync(place, milkings))
        {
            var row = await store.FindAsync(place.FarmId, HerdRecordKinds.Milkings.Name, milking.Id, CancellationToken.None);
            var stored = row is null ? null : HerdRecordKinds.Milkings.FromRecord(row);
            RememberAnimal(milking.Id, stored?.AnimalId);
            if (stored is null ? !milking.Retracted : SerializeBody(stored) != SerializeBody(milking))
            {
                wrong.Add(milking);
            }
        }

        await StoreAndNotifyAsync(place, wrong);
    }

    /// <summary>Hands milkings over to be written, as they are, without waiting for it.</summary>
    public void QueueWrite(StallLocation place, IReadOnlyList<MilkingSession> milkings)
    {
        if (milkings.Count > 0)
        {
            StoreAsync([.. milkings.Select(place.WithStall)]).Ignore();
        }
    }

    private static string SerializeBody(MilkingSession milking) => HerdRecordKinds.Milkings.ToRecord(milking, 0).Body;

    private async Task<IReadOnlyList<MilkingSession>> AppraiseAsync(StallLocation place, IReadOnlyList<MilkingSession> milkings)
    {
        var rows = new Dictionary<string, MilkingSession>(StringComparer.Ordinal);
        foreach (var hers in milkings.Select(place.WithStall).GroupBy(milking => milking.AnimalId))
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
            Kind = HerdRecordKinds.Milkings.Name,
            Subject = animalId,
            From = hers.Min(milking => milking.StartedAt) - ExpectedYieldEvaluator.LookbackMs,
            To = hers.Max(milking => milking.StartedAt) + ExpectedYieldEvaluator.LookbackMs,
        };
        var known = (await store.ListAsync(query, MaxNeighbours, CancellationToken.None)).Select(HerdRecordKinds.Milkings.FromRecord).ToDictionary(milking => milking.Id, StringComparer.Ordinal);
        foreach (var milking in hers)
        {
            known[milking.Id] = milking;
        }

        var stage = await StageAsync(farmId, animalId);
        var changed = new Dictionary<string, MilkingSession>(StringComparer.Ordinal);
        foreach (var milking in hers.OrderBy(milking => milking.StartedAt))
        {
            known[milking.Id] = changed[milking.Id] = ExpectedYieldEvaluator.Evaluate(milking, [.. known.Values], stage);
            foreach (var follower in ExpectedYieldEvaluator.ReevaluateLater(known[milking.Id], [.. known.Values], stage))
            {
                known[follower.Id] = changed[follower.Id] = follower;
            }
        }

        return [.. changed.Values];
    }

    private async Task<LactationStage?> StageAsync(int farmId, string animalId)
    {
        var row = await store.FindAsync(farmId, HerdRecordKinds.AnimalStates.Name, animalId, CancellationToken.None);
        var (parity, calved) = row is null
            ? await registry.FindAnimalAsync(farmId, animalId, CancellationToken.None) is { } animal ? (animal.Lactation, animal.CalvedAt) : (null, null)
            : HerdRecordKinds.AnimalStates.FromRecord(row) is var standing ? (standing.Lactation, standing.CalvedAt) : (null, null);
        return parity >= 1 && calved is { } at ? new LactationStage(parity.Value, at) : null;
    }

    private async Task StoreAndNotifyAsync(StallLocation place, IReadOnlyList<MilkingSession> milkings)
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
                NotifyAnimal(milking);
            }
        }
    }

    private Task StoreAsync(IReadOnlyList<MilkingSession> milkings)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return writer.WriteAsync([.. milkings.Select(milking => HerdRecordKinds.Milkings.ToRecord(milking, now))]);
    }

    private void NotifyAnimal(MilkingSession milking)
    {
        if (_lastAnimals.GetValueOrDefault(milking.Id) is { } before && before != milking.AnimalId)
        {
            NotifyAnimal(before, milking with { AnimalId = before, State = MilkingState.Retracted, Litres = null });
        }

        RememberAnimal(milking.Id, milking.AnimalId);
        if (milking.AnimalId is { } animal && (milking.State != MilkingState.Running || milking.Retracted))
        {
            NotifyAnimal(animal, milking);
        }
    }

    private void NotifyAnimal(string animal, MilkingSession milking)
        => _ = NotifyAnimalAsync(grains.GetGrain<IAnimalGrain>($"{milking.FarmId}/{animal}"), animal, milking);

    private async Task NotifyAnimalAsync(IAnimalGrain grain, string animal, MilkingSession milking)
    {
        try
        {
            await grain.NotifyMilkingAsync(milking);
        }
        catch (Exception e) when (e is HistoryUnavailableException or TimeoutException or OrleansException or OperationCanceledException)
        {
            LogNotificationFailed(animal, e.Message);
        }
    }

    private void RememberAnimal(string id, string? animal)
    {
        if (!_lastAnimals.ContainsKey(id))
        {
            _order.Enqueue(id);
            if (_order.Count > MaxRemembered)
            {
                _lastAnimals.Remove(_order.Dequeue());
            }
        }

        _lastAnimals[id] = animal;
    }

    [LoggerMessage(2811, LogLevel.Warning, "Animal {Animal} could not be told of a milking ({Reason}); she finds it when she wakes")]
    private partial void LogNotificationFailed(string animal, string reason);
}
