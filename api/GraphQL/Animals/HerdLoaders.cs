using GraphQL;
using GraphQL.DataLoader;
using SmartDairy.Api.GraphQL.Loading;
using SmartDairy.Contracts.Animals;
using SmartDairy.History.Herds;

namespace SmartDairy.Api.GraphQL.Animals;

/// <summary>Loading what is known of animals, for a page of them at once.</summary>
internal static class HerdLoaders
{
    /// <summary>Up to so many are looked up one by one; for more the farm's rows are read through.</summary>
    private const int Few = 50;
    private const int MostAnimals = 100_000;
    private const int MostBindings = 1_000;

    /// <summary>How an animal stands; null when nothing was told of her.</summary>
    public static IDataLoaderResult<AnimalStanding?> Standing(IResolveFieldContext context, int farmId, string animalId)
    {
        var store = Store(context);
        return context.LoadBatched<(int Farm, string Id), AnimalStanding>("standings", (farmId, animalId), (keys, cancel) => StandingsAsync(store, keys, cancel));
    }

    /// <summary>Her bindings that count, by their beginning.</summary>
    public static IDataLoaderResult<IReadOnlyList<Binding>?> Bindings(IResolveFieldContext context, int farmId, string animalId)
    {
        var store = Store(context);
        return context.LoadBatched<(int Farm, string Id), IReadOnlyList<Binding>>("bindings", (farmId, animalId), async (keys, cancel) =>
        {
            var lists = await Task.WhenAll(keys.Select(key => BindingsAsync(store, key.Farm, key.Id, cancel)));
            return keys.Zip(lists).ToDictionary(pair => pair.First, pair => pair.Second);
        });
    }

    public static IHerdStore Store(IResolveFieldContext context) => context.RequestServices!.GetRequiredService<IHerdStore>();

    public static long Now(IResolveFieldContext context) => context.RequestServices!.GetRequiredService<TimeProvider>().GetUtcNow().ToUnixTimeMilliseconds();

    private static async Task<IReadOnlyDictionary<(int Farm, string Id), AnimalStanding>> StandingsAsync(
        IHerdStore store, IReadOnlyList<(int Farm, string Id)> keys, CancellationToken cancel)
    {
        var rows = keys.Count <= Few ? await EachAsync(store, keys, cancel) : await AllAsync(store, keys, cancel);
        var standings = new Dictionary<(int, string), AnimalStanding>(keys.Count);
        foreach (var row in rows) standings[(row.FarmId, row.Id)] = HerdKinds.Standings.Read(row);
        return standings;
    }

    private static async Task<IEnumerable<HerdRecord>> EachAsync(IHerdStore store, IReadOnlyList<(int Farm, string Id)> keys, CancellationToken cancel) =>
        (await Task.WhenAll(keys.Select(key => store.FindAsync(key.Farm, HerdKinds.Standings.Name, key.Id, cancel)))).OfType<HerdRecord>();

    private static async Task<IEnumerable<HerdRecord>> AllAsync(IHerdStore store, IReadOnlyList<(int Farm, string Id)> keys, CancellationToken cancel) =>
        (await Task.WhenAll(keys.Select(key => key.Farm).Distinct().Select(farm => store.ListAsync(
            new HerdQuery { FarmId = farm, Kind = HerdKinds.Standings.Name }, MostAnimals, cancel)))).SelectMany(rows => rows);

    private static async Task<IReadOnlyList<Binding>> BindingsAsync(IHerdStore store, int farmId, string animalId, CancellationToken cancel)
    {
        var query = new HerdQuery { FarmId = farmId, Kind = HerdKinds.Bindings.Name, Subject = animalId, Order = HerdOrder.OldestFirst };
        var rows = await store.ListAsync(query, MostBindings, cancel);
        return [.. rows.Select(HerdKinds.Bindings.Read).Where(binding => !binding.Retracted)];
    }
}
