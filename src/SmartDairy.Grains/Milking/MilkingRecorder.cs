using Microsoft.Extensions.Logging;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Milking;
using SmartDairy.Grains.Animals;
using SmartDairy.Grains.Parts;
using SmartDairy.History.Herds;
using SmartDairy.History.Registry;
using SmartDairy.Husbandry.Derivation;
using SmartDairy.Husbandry.Milking;

namespace SmartDairy.Grains.Milking;

/// <summary>
/// Records the milkings of one stall, evaluated against the other milkings of the same animal, and notifies the animals' actors.
/// </summary>
public sealed partial class MilkingRecorder(
    IHerdStore store, IRegistry registry, HerdRecordWriter writer, IGrainFactory grains, TimeProvider time, ILogger<MilkingRecorder> log)
{
    private const int MaxNeighbours = 2_000;
    private readonly MilkingOwners _owners = new();

    /// <summary>Whether the milking is among the last that were recorded here.</summary>
    public bool WasRecorded(string milkingId) => _owners.Contains(milkingId);

    /// <summary>Records milkings in their present state. Completes when they are stored.</summary>
    public async Task RecordAsync(StallLocation place, IReadOnlyList<MilkingSession> milkings)
        => await StoreAndNotifyAsync(place, await EvaluateAsync(place, milkings));

    /// <summary>
    /// Records those milkings that differ from what is stored, be it only in what follows from other milkings. Completes when they are
    /// stored.
    /// </summary>
    public async Task RecordChangedAsync(StallLocation place, IReadOnlyList<MilkingSession> milkings)
    {
        var changed = new List<MilkingSession>();
        foreach (var milking in await EvaluateAsync(place, milkings))
        {
            var row = await store.FindAsync(place.FarmId, HerdRecordKinds.Milkings.Name, milking.Id, CancellationToken.None);
            var stored = row is null ? null : HerdRecordKinds.Milkings.FromRecord(row);
            _owners.Remember(milking.Id, stored?.AnimalId);
            if (stored is null ? !milking.Retracted : SerializeBody(stored) != SerializeBody(milking))
            {
                changed.Add(milking);
            }
        }

        await StoreAndNotifyAsync(place, changed);
    }

    /// <summary>
    /// Queues milkings to be written as they are. Nothing is evaluated and nobody is notified: the next activation does both.
    /// </summary>
    public void QueueWrite(StallLocation place, IReadOnlyList<MilkingSession> milkings)
    {
        if (milkings.Count > 0)
        {
            StoreAsync([.. milkings.Select(place.WithStall)]).Ignore();
        }
    }

    private static string SerializeBody(MilkingSession milking) => HerdRecordKinds.Milkings.ToRecord(milking, 0).Body;

    private async Task<IReadOnlyList<MilkingSession>> EvaluateAsync(StallLocation place, IReadOnlyList<MilkingSession> milkings)
    {
        var evaluated = new Dictionary<string, MilkingSession>(StringComparer.Ordinal);
        foreach (var ofAnimal in milkings.Select(place.WithStall).GroupBy(milking => milking.AnimalId))
        {
            foreach (var milking in ofAnimal.Key is null ? [.. ofAnimal] : await EvaluateAsync(place.FarmId, ofAnimal.Key, [.. ofAnimal]))
            {
                evaluated[milking.Id] = milking;
            }
        }

        return [.. evaluated.Values];
    }

    private async Task<IReadOnlyList<MilkingSession>> EvaluateAsync(int farmId, string animalId, List<MilkingSession> milkings)
    {
        if (!ExpectedYieldEvaluator.NeedsOthers(milkings))
        {
            return milkings;
        }

        var query = new HerdQuery
        {
            FarmId = farmId,
            Kind = HerdRecordKinds.Milkings.Name,
            Subject = animalId,
            From = milkings.Min(milking => milking.StartedAt) - ExpectedYieldEvaluator.LookbackMs,
            To = milkings.Max(milking => milking.StartedAt) + ExpectedYieldEvaluator.LookbackMs,
        };
        var known = await store.ListAsync(query, MaxNeighbours, CancellationToken.None);
        return ExpectedYieldEvaluator.EvaluateAll(
            milkings, known.Select(HerdRecordKinds.Milkings.FromRecord), await GetLactationAsync(farmId, animalId));
    }

    private async Task<LactationStage?> GetLactationAsync(int farmId, string animalId)
    {
        if (await store.FindAsync(farmId, HerdRecordKinds.AnimalStates.Name, animalId, CancellationToken.None) is { } row)
        {
            var status = HerdRecordKinds.AnimalStates.FromRecord(row);
            return LactationStage.From(status.Lactation, status.CalvedAt);
        }

        var animal = await registry.FindAnimalAsync(farmId, animalId, CancellationToken.None);
        return LactationStage.From(animal?.Lactation, animal?.CalvedAt);
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
            // A milking of another stall is that stall's to report.
            if (milking.StallId == place.StallId && milking.ParlorId == place.ParlorId)
            {
                foreach (var report in _owners.Report(milking))
                {
                    _ = NotifyAnimalAsync(report);
                }
            }
        }
    }

    private Task StoreAsync(IReadOnlyList<MilkingSession> milkings)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return writer.WriteAsync([.. milkings.Select(milking => HerdRecordKinds.Milkings.ToRecord(milking, now))]);
    }

    private async Task NotifyAnimalAsync(MilkingSession milking)
    {
        try
        {
            await grains.GetGrain<IAnimalGrain>($"{milking.FarmId}/{milking.AnimalId}").NotifyMilkingAsync(milking);
        }
        catch (Exception e) when (Transient.Is(e) || e is OperationCanceledException)
        {
            LogNotificationFailed(milking.AnimalId!, e.Message);
        }
    }

    [LoggerMessage(2811, LogLevel.Warning,
        "Failed to notify animal {Animal} of a milking ({Reason}); its next activation reads the milking from history")]
    private partial void LogNotificationFailed(string animal, string reason);
}
