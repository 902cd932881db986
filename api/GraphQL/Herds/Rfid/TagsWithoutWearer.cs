using SmartDairy.Api.GraphQL.Alerts;
using SmartDairy.Contracts.Animals;
using SmartDairy.History.Herds;
using SmartDairy.History.Registry;

namespace SmartDairy.Api.GraphQL.Herds.Rfid;

/// <summary>Lists tags that were seen and that still nobody wears.</summary>
internal static class TagsWithoutWearer
{
    private const int MostRows = 5_000;
    private const int MostBindings = 200_000;

    public static async Task<IReadOnlyList<UnknownTagView>> ListAsync(IHerdStore store, IRegistry registry, int farmId, long since, int first, CancellationToken cancel)
    {
        var seen = await store.ListAsync(new() { FarmId = farmId, Kind = HerdKinds.UnknownTags.Name, From = since }, MostRows, cancel);
        if (seen.Count == 0) return [];
        var worn = (await store.ListAsync(new() { FarmId = farmId, Kind = HerdKinds.Bindings.Name, Lasting = true, Having = [("kind", nameof(BindingKind.Tag))] }, MostBindings, cancel))
            .Select(HerdKinds.Bindings.Read).Where(binding => !binding.Retracted).Select(binding => binding.Target).ToHashSet(StringComparer.Ordinal);
        var tags = seen.Select(HerdKinds.UnknownTags.Read).Where(tag => !worn.Contains(tag.TagEpc))
            .GroupBy(tag => tag.TagEpc, StringComparer.Ordinal)
            .Select(tag => new UnknownTagView(
                tag.Key, tag.Min(place => place.FirstSeen).ToInstant(), tag.Max(place => place.LastSeen).ToInstant(), [.. tag.Select(place => place.Place).Order(StringComparer.Ordinal)]))
            .OrderByDescending(tag => tag.LastSeen).ThenBy(tag => tag.TagEpc, StringComparer.Ordinal).Take(first).ToArray();

        // Since it was noted an animal may have been registered with it.
        var registered = await AlertLoaders.EachAsync(
            [.. tags.Select(tag => tag.TagEpc)], async (tag, stop) => await registry.AnimalOfTagAsync(farmId, tag, stop) is not null, cancel);
        return [.. tags.Where(tag => !registered[tag.TagEpc])];
    }
}
