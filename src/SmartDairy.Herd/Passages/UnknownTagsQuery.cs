using SmartDairy.Contracts.Animals;
using SmartDairy.History.Herds;
using SmartDairy.History.Registry;

namespace SmartDairy.Herd.Passages;

/// <summary>Lists tags that readers saw and that no animal is known to wear.</summary>
public static class UnknownTagsQuery
{
    private const int MaxTags = 5_000;
    private const int MaxBindings = 200_000;

    /// <summary>The tags that were seen since a time, the tag seen last first.</summary>
    /// <param name="store">Holds sightings and bindings.</param>
    /// <param name="registry">Knows the tags of registered animals.</param>
    /// <param name="farmId">Farm of the readers.</param>
    /// <param name="since">Earliest sighting that counts, Unix milliseconds.</param>
    /// <param name="first">Tags that are listed at most.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public static async Task<IReadOnlyList<UnknownTagSightings>> ExecuteAsync(
        IHerdStore store, IRegistry registry, int farmId, long since, int first, CancellationToken cancellationToken)
    {
        var query = new HerdQuery { FarmId = farmId, Kind = HerdRecordKinds.UnknownTags.Name, From = since };
        var seen = await store.ListAsync(query, MaxTags, cancellationToken);
        if (seen.Count == 0)
        {
            return [];
        }

        var worn = await ListWornTagsAsync(store, farmId, cancellationToken);
        var tags = seen.Select(HerdRecordKinds.UnknownTags.FromRecord)
            .Where(sighting => !worn.Contains(sighting.TagEpc))
            .GroupBy(sighting => sighting.TagEpc, StringComparer.Ordinal)
            .Select(sightings => new UnknownTagSightings(
                sightings.Key,
                sightings.Min(sighting => sighting.FirstSeen),
                sightings.Max(sighting => sighting.LastSeen),
                [.. sightings.Select(sighting => sighting.Place).Order(StringComparer.Ordinal)]))
            .OrderByDescending(tag => tag.LastSeen)
            .ThenBy(tag => tag.TagEpc, StringComparer.Ordinal)
            .Take(first)
            .ToArray();

        // An animal may have been registered with the tag after the tag was noted.
        var registered = await ParallelLookup.LoadEachAsync(
            [.. tags.Select(tag => tag.TagEpc)],
            async (tag, stop) => await registry.FindAnimalIdByTagAsync(farmId, tag, stop) is not null,
            cancellationToken);
        return [.. tags.Where(tag => !registered[tag.TagEpc])];
    }

    private static async Task<HashSet<string>> ListWornTagsAsync(IHerdStore store, int farmId, CancellationToken cancellationToken)
    {
        var query = new HerdQuery
        {
            FarmId = farmId,
            Kind = HerdRecordKinds.Bindings.Name,
            OngoingOnly = true,
            BodyEquals = [("kind", nameof(BindingKind.Tag))],
        };
        return (await store.ListAsync(query, MaxBindings, cancellationToken))
            .Select(HerdRecordKinds.Bindings.FromRecord)
            .Where(binding => !binding.Retracted)
            .Select(binding => binding.Target)
            .ToHashSet(StringComparer.Ordinal);
    }
}

/// <summary>Sightings of a tag that no animal is known to wear. Times are Unix milliseconds, UTC.</summary>
/// <param name="TagEpc">The tag's electronic product code.</param>
/// <param name="FirstSeen">First sighting at any place.</param>
/// <param name="LastSeen">Last sighting at any place.</param>
/// <param name="Places">Places of the sightings, such as gate/NORTH, in order.</param>
public sealed record UnknownTagSightings(string TagEpc, long FirstSeen, long LastSeen, IReadOnlyList<string> Places);
