using GraphQL;
using GraphQL.DataLoader;
using SmartDairy.Contracts.Animals;
using SmartDairy.GraphQL.Loading;
using SmartDairy.History.Herds;

namespace SmartDairy.Api.Schema.Animals;

/// <summary>Batches the store queries about the animals of a page.</summary>
internal static class AnimalLoaders
{
    /// <summary>Up to this many animals are looked up one by one; for more, all rows of the farm are read.</summary>
    private const int MaxSingleLookups = 50;
    private const int MaxAnimals = 100_000;
    private const int MaxBindings = 1_000;

    /// <summary>Reproduction and withdrawal status of an animal; null when no event was recorded for it.</summary>
    public static IDataLoaderResult<AnimalStatus?> LoadStatus(IResolveFieldContext context, int farmId, string animalId)
    {
        var store = GetStore(context);
        return context.LoadBatched<(int Farm, string Id), AnimalStatus>("standings", (farmId, animalId), (keys, cancellationToken) => LoadStatusesAsync(store, keys, cancellationToken));
    }

    /// <summary>Bindings of an animal that are not retracted, ordered by start.</summary>
    public static IDataLoaderResult<IReadOnlyList<AnimalBinding>?> LoadBindings(IResolveFieldContext context, int farmId, string animalId)
    {
        var store = GetStore(context);
        return context.LoadBatched<(int Farm, string Id), IReadOnlyList<AnimalBinding>>("bindings", (farmId, animalId), async (keys, cancellationToken) =>
        {
            var lists = await Task.WhenAll(keys.Select(key => BindingsAsync(store, key.Farm, key.Id, cancellationToken)));
            return keys.Zip(lists).ToDictionary(pair => pair.First, pair => pair.Second);
        });
    }

    public static IHerdStore GetStore(IResolveFieldContext context) => context.RequestServices!.GetRequiredService<IHerdStore>();

    public static long GetNow(IResolveFieldContext context) => context.RequestServices!.GetRequiredService<TimeProvider>().GetUtcNow().ToUnixTimeMilliseconds();

    private static async Task<IReadOnlyDictionary<(int Farm, string Id), AnimalStatus>> LoadStatusesAsync(
        IHerdStore store, IReadOnlyList<(int Farm, string Id)> keys, CancellationToken cancellationToken)
    {
        var rows = keys.Count <= MaxSingleLookups ? await FindEachAsync(store, keys, cancellationToken) : await ScanFarmsAsync(store, keys, cancellationToken);
        var standings = new Dictionary<(int, string), AnimalStatus>(keys.Count);
        foreach (var row in rows) standings[(row.FarmId, row.Id)] = HerdRecordKinds.AnimalStates.FromRecord(row);
        return standings;
    }

    private static async Task<IEnumerable<HerdRecord>> FindEachAsync(IHerdStore store, IReadOnlyList<(int Farm, string Id)> keys, CancellationToken cancellationToken) =>
        (await Task.WhenAll(keys.Select(key => store.FindAsync(key.Farm, HerdRecordKinds.AnimalStates.Name, key.Id, cancellationToken)))).OfType<HerdRecord>();

    private static async Task<IEnumerable<HerdRecord>> ScanFarmsAsync(IHerdStore store, IReadOnlyList<(int Farm, string Id)> keys, CancellationToken cancellationToken) =>
        (await Task.WhenAll(keys.Select(key => key.Farm).Distinct().Select(farm => store.ListAsync(
            new HerdQuery { FarmId = farm, Kind = HerdRecordKinds.AnimalStates.Name }, MaxAnimals, cancellationToken)))).SelectMany(rows => rows);

    private static async Task<IReadOnlyList<AnimalBinding>> BindingsAsync(IHerdStore store, int farmId, string animalId, CancellationToken cancellationToken)
    {
        var query = new HerdQuery { FarmId = farmId, Kind = HerdRecordKinds.Bindings.Name, Subject = animalId, Order = HerdRecordOrder.OldestFirst };
        var rows = await store.ListAsync(query, MaxBindings, cancellationToken);
        return [.. rows.Select(HerdRecordKinds.Bindings.FromRecord).Where(binding => !binding.Retracted)];
    }
}
