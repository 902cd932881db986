using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Detections;
using SmartDairy.Contracts.Farms;
using SmartDairy.Husbandry.Animals;
using SmartDairy.Husbandry.Bindings;

namespace SmartDairy.Grains.Animals;

/// <summary>What follows for one animal when it is derived anew from history.</summary>
public sealed class Rederivation(CowPast past, TimeProvider time)
{
    /// <summary>At most so far back; what is older stays as it was derived.</summary>
    public const long Reach = 120 * Husbandry.Life.Spans.Day;

    /// <summary>From that time on (Unix milliseconds), or from as far back as is derived anew.</summary>
    public long From(long from) => Math.Max(from, time.GetUtcNow().ToUnixTimeMilliseconds() - Reach);

    /// <param name="known">Detections as they are stored: found again, they keep id and verdict.</param>
    public async Task<Derived> DeriveAsync(
        AnimalRegistration animal, BindingBook book, FarmDays days, IReadOnlyList<AnimalEvent> events, IReadOnlyList<Detection> known, long from)
    {
        var watch = new CowWatch(animal, days);
        watch.Remember(known);
        var hours = await past.TellAsync(watch, animal, book, days, events, From(from) - CowPast.Learning);
        return new Derived(watch, watch.Take(), hours);
    }

    /// <summary>What is to be stored: what was found that began to be known after <paramref name="from"/>, and what was known after it and is not found again, retracted.</summary>
    public static IReadOnlyList<Detection> Changes(IReadOnlyList<Detection> known, IReadOnlyList<Detection> found, long from)
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
    public static AnimalDifference Difference(string animalId, Derived before, Derived after, long from)
    {
        var (was, becomes) = (Known(before, from), Known(after, from));
        var (had, has) = (before.Hours.ToHashSet(), after.Hours.ToHashSet());
        return new AnimalDifference(
            animalId,
            has.Count(hour => !had.Contains(hour)),
            had.Count(hour => !has.Contains(hour)),
            [.. was.Values.Where(one => !becomes.ContainsKey(one.Id))],
            [.. becomes.Values.Where(one => !was.ContainsKey(one.Id))]);
    }

    private static SortedDictionary<string, Detection> Known(Derived derived, long from)
        => new(derived.Found.Where(one => one.State != DetectionState.Retracted && one.DetectedAt >= from).ToDictionary(one => one.Id), StringComparer.Ordinal);

    /// <param name="Watch">Detectors that know her.</param>
    /// <param name="Found">All that they found.</param>
    /// <param name="Hours">The hours of collars that were hers.</param>
    public sealed record Derived(CowWatch Watch, IReadOnlyList<Detection> Found, IReadOnlyList<(string Collar, long Hour)> Hours);
}
