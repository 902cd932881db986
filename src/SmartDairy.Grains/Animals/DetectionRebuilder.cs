using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Detections;
using SmartDairy.Contracts.Farms;
using SmartDairy.Husbandry.Animals;
using SmartDairy.Husbandry.Bindings;

namespace SmartDairy.Grains.Animals;

/// <summary>What follows for one animal when it is derived anew from history.</summary>
public sealed class DetectionRebuilder(CowHistory history, TimeProvider time)
{
    /// <summary>At most so far back; what is older stays as it was derived.</summary>
    public const long MaxLookbackMs = 120 * SmartDairy.Husbandry.AnimalEvents.ReproductionIntervals.Day;

    /// <summary>From that time on (Unix milliseconds), or from as far back as is derived anew.</summary>
    public long ClampFrom(long from) => Math.Max(from, time.GetUtcNow().ToUnixTimeMilliseconds() - MaxLookbackMs);

    /// <param name="known">Detections as they are stored: found again, they keep id and verdict.</param>
    public async Task<RebuildResult> RebuildAsync(
        AnimalRegistration animal, BindingSet book, FarmCalendar days, IReadOnlyList<AnimalEvent> events, IReadOnlyList<Detection> known, long from)
    {
        var watch = new CowMonitor(animal, days);
        watch.LoadKnownDetections(known);
        var hours = await history.ReplayAsync(watch, animal, book, days, events, ClampFrom(from) - CowHistory.LearningWindowMs);
        return new RebuildResult(watch, watch.DrainDetections(), hours);
    }

    /// <summary>What is to be stored: what was found that began to be known after <paramref name="from"/>, and what was known after it and is not found again, retracted.</summary>
    public static IReadOnlyList<Detection> ChangesToStore(IReadOnlyList<Detection> known, IReadOnlyList<Detection> found, long from)
    {
        var before = known.ToDictionary(one => one.Id, StringComparer.Ordinal);
        var ids = found.Where(one => one.State != DetectionState.Retracted).Select(one => one.Id).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. found.Where(one => before.ContainsKey(one.Id) || one.DetectedAt >= from),
            .. known.Where(one => one.DetectedAt >= from && one.State != DetectionState.Retracted && !ids.Contains(one.Id)).Select(one => one with { State = DetectionState.Retracted }),
        ];
    }

    /// <summary>What is different between two derivations of one animal, of what was known after <paramref name="from"/>.</summary>
    public static AnimalBindingImpact Compare(string animalId, RebuildResult before, RebuildResult after, long from)
    {
        var (was, becomes) = (ValidDetections(before, from), ValidDetections(after, from));
        var (had, has) = (before.CollarHours.ToHashSet(), after.CollarHours.ToHashSet());
        return new AnimalBindingImpact(
            animalId,
            has.Count(hour => !had.Contains(hour)),
            had.Count(hour => !has.Contains(hour)),
            [.. was.Values.Where(one => !becomes.ContainsKey(one.Id))],
            [.. becomes.Values.Where(one => !was.ContainsKey(one.Id))]);
    }

    private static SortedDictionary<string, Detection> ValidDetections(RebuildResult derived, long from)
        => new(derived.Detections.Where(one => one.State != DetectionState.Retracted && one.DetectedAt >= from).ToDictionary(one => one.Id), StringComparer.Ordinal);

    /// <param name="Monitor">Detectors that know her.</param>
    /// <param name="Detections">All that they found.</param>
    /// <param name="CollarHours">The hours of collars that were hers.</param>
    public sealed record RebuildResult(CowMonitor Monitor, IReadOnlyList<Detection> Detections, IReadOnlyList<(string Collar, long Hour)> CollarHours);
}
