using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Detections;
using SmartDairy.Contracts.Farms;
using SmartDairy.Husbandry.AnimalEvents;
using SmartDairy.Husbandry.Animals;
using SmartDairy.Husbandry.Bindings;

namespace SmartDairy.Grains.Animals;

/// <summary>Derives one animal's detections again from history.</summary>
public sealed class DetectionRebuilder(CowHistory history, TimeProvider time)
{
    /// <summary>How far back detections are derived again; older ones stay as they are.</summary>
    public const long MaxLookbackMs = 120 * ReproductionIntervals.Day;

    /// <summary>That time (Unix milliseconds), or the earliest from which detections are derived again when that is later.</summary>
    public long ClampFrom(long from) => Math.Max(from, time.GetUtcNow().ToUnixTimeMilliseconds() - MaxLookbackMs);

    /// <param name="known">Stored detections: one that is found again keeps its id and verdict.</param>
    /// <param name="from">Unix milliseconds.</param>
    public async Task<RebuildResult> RebuildAsync(
        AnimalRegistration animal, BindingSet bindings, FarmCalendar days, IReadOnlyList<AnimalEvent> events,
        IReadOnlyList<Detection> known, long from)
    {
        var monitor = new CowMonitor(animal, days);
        monitor.LoadKnownDetections(known);
        var hours = await history.ReplayAsync(monitor, animal, bindings, days, events, ClampFrom(from) - CowHistory.LearningWindowMs);
        return new RebuildResult(monitor, monitor.DrainDetections(), hours);
    }

    /// <summary>
    /// The detections to store: those found that were stored before or detected since <paramref name="from"/>, and those stored since then
    /// that are not found again, retracted.
    /// </summary>
    public static IReadOnlyList<Detection> ChangesToStore(IReadOnlyList<Detection> known, IReadOnlyList<Detection> found, long from)
    {
        var before = known.ToDictionary(detection => detection.Id, StringComparer.Ordinal);
        var ids = found.Where(detection => detection.State != DetectionState.Retracted).Select(detection => detection.Id)
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. found.Where(detection => before.ContainsKey(detection.Id) || detection.DetectedAt >= from),
            .. known.Where(detection => detection.DetectedAt >= from && detection.State != DetectionState.Retracted
            && !ids.Contains(detection.Id))
                .Select(detection => detection with { State = DetectionState.Retracted }),
        ];
    }

    /// <summary>The difference between two derivations of one animal, in detections since <paramref name="from"/>.</summary>
    public static AnimalBindingImpact Compare(string animalId, RebuildResult before, RebuildResult after, long from)
    {
        var (removed, added) = (ValidDetections(before, from), ValidDetections(after, from));
        var (hoursBefore, hoursAfter) = (before.CollarHours.ToHashSet(), after.CollarHours.ToHashSet());
        return new AnimalBindingImpact(
            animalId,
            hoursAfter.Count(hour => !hoursBefore.Contains(hour)),
            hoursBefore.Count(hour => !hoursAfter.Contains(hour)),
            [.. removed.Values.Where(detection => !added.ContainsKey(detection.Id))],
            [.. added.Values.Where(detection => !removed.ContainsKey(detection.Id))]);
    }

    private static SortedDictionary<string, Detection> ValidDetections(RebuildResult derived, long from)
        => new(
            derived.Detections.Where(detection => detection.State != DetectionState.Retracted && detection.DetectedAt >= from)
            .ToDictionary(detection => detection.Id),
            StringComparer.Ordinal);

    /// <param name="Monitor">Detectors that observed everything.</param>
    /// <param name="Detections">All detections, retracted ones included.</param>
    /// <param name="CollarHours">The hours of collars that count for the animal.</param>
    public sealed record RebuildResult(
        CowMonitor Monitor, IReadOnlyList<Detection> Detections, IReadOnlyList<(string Collar, long Hour)> CollarHours);
}
