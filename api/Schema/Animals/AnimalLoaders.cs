using GraphQL;
using GraphQL.DataLoader;
using SmartDairy.Contracts.Animals;
using SmartDairy.GraphQL.Loading;
using SmartDairy.Herd.Animals;
using SmartDairy.History.Herds;

namespace SmartDairy.Api.Schema.Animals;

/// <summary>Batches the store queries about the animals of a page.</summary>
internal static class AnimalLoaders
{
    /// <summary>Reproduction and withdrawal status of an animal; null when no event was recorded for it.</summary>
    public static IDataLoaderResult<AnimalStatus?> LoadStatus(IResolveFieldContext context, int farmId, string animalId)
    {
        var store = GetStore(context);
        return context.LoadBatched<(int Farm, string Id), AnimalStatus>(
            "standings", (farmId, animalId), (keys, cancellationToken) => AnimalReader.ReadStatusesAsync(store, keys, cancellationToken));
    }

    /// <summary>Bindings of an animal that are not retracted, ordered by start.</summary>
    public static IDataLoaderResult<IReadOnlyList<AnimalBinding>?> LoadBindings(IResolveFieldContext context, int farmId, string animalId)
    {
        var store = GetStore(context);
        return context.LoadBatched<(int Farm, string Id), IReadOnlyList<AnimalBinding>>(
            "bindings", (farmId, animalId), async (keys, cancellationToken) =>
        {
            var lists = await Task.WhenAll(keys.Select(key => AnimalReader.ReadBindingsAsync(store, key.Farm, key.Id, cancellationToken)));
            return keys.Zip(lists).ToDictionary(pair => pair.First, pair => pair.Second);
        });
    }

    public static IHerdStore GetStore(IResolveFieldContext context) => context.RequestServices!.GetRequiredService<IHerdStore>();

    public static long GetNow(IResolveFieldContext context)
        => context.RequestServices!.GetRequiredService<TimeProvider>().GetUtcNow().ToUnixTimeMilliseconds();
}
