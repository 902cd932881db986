using SmartDairy.Api.Schema;
using SmartDairy.Api.Schema.Alerts;
using SmartDairy.Api.Schema.Passages;
using SmartDairy.Contracts.Animals;
using SmartDairy.History.Herds;
using SmartDairy.History.Registry;

namespace SmartDairy.Api.Herd.Passages;

/// <summary>Lists tags that were seen and that still nobody wears.</summary>
internal static class UnknownTagsQuery
{
    private const int MaxTags = 5_000;
    private const int MaxBindings = 200_000;

    public static async Task<IReadOnlyList<UnknownTagView>> ExecuteAsync(IHerdStore store, IRegistry registry, int farmId, long since, int first, CancellationToken cancellationToken)
    {
        var seen = await store.ListAsync(new() { FarmId = farmId, Kind = HerdRecordKinds.UnknownTags.Name, From = since }, MaxTags, cancellationToken);
        if (seen.Count == 0) return [];
        var worn = (await store.ListAsync(new() { FarmId = farmId, Kind = HerdRecordKinds.Bindings.Name, OngoingOnly = true, BodyEquals = [("kind", nameof(BindingKind.Tag))] }, MaxBindings, cancellationToken))
            .Select(HerdRecordKinds.Bindings.FromRecord).Where(binding => !binding.Retracted).Select(binding => binding.Target).ToHashSet(StringComparer.Ordinal);
        var tags = seen.Select(HerdRecordKinds.UnknownTags.FromRecord).Where(tag => !worn.Contains(tag.TagEpc))
            .GroupBy(tag => tag.TagEpc, StringComparer.Ordinal)
            .Select(tag => new UnknownTagView(
                tag.Key, tag.Min(place => place.FirstSeen).ToInstant(), tag.Max(place => place.LastSeen).ToInstant(), [.. tag.Select(place => place.Place).Order(StringComparer.Ordinal)]))
            .OrderByDescending(tag => tag.LastSeen).ThenBy(tag => tag.TagEpc, StringComparer.Ordinal).Take(first).ToArray();

        // Since it was noted an animal may have been registered with it.
        var registered = await AlertLoaders.LoadEachAsync(
            [.. tags.Select(tag => tag.TagEpc)], async (tag, stop) => await registry.FindAnimalIdByTagAsync(farmId, tag, stop) is not null, cancellationToken);
        return [.. tags.Where(tag => !registered[tag.TagEpc])];
    }
}
