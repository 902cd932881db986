using SmartDairy.Contracts.Animals;
using SmartDairy.History.Herds;

namespace SmartDairy.Herd.Animals;

/// <summary>Reads states and bindings of animals.</summary>
public static class AnimalReader
{
    /// <summary>More animals than this are not looked up one by one; the states of their farms are read through instead.</summary>
    private const int MaxSingleLookups = 50;
    private const int MaxAnimals = 100_000;
    private const int MaxBindings = 1_000;

    /// <summary>States of animals after all their events; an animal without events has none.</summary>
    /// <param name="store">Holds the states.</param>
    /// <param name="animals">Farm and id of each animal.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The states by farm and animal; may hold more than the animals asked for.</returns>
    public static async Task<IReadOnlyDictionary<(int Farm, string Id), AnimalStatus>> ReadStatusesAsync(
        IHerdStore store, IReadOnlyList<(int Farm, string Id)> animals, CancellationToken cancellationToken)
    {
        var rows = animals.Count <= MaxSingleLookups
            ? await FindEachAsync(store, animals, cancellationToken)
            : await ScanFarmsAsync(store, animals, cancellationToken);
        var states = new Dictionary<(int, string), AnimalStatus>(animals.Count);
        foreach (var row in rows)
        {
            states[(row.FarmId, row.Id)] = HerdRecordKinds.AnimalStates.FromRecord(row);
        }

        return states;
    }

    /// <summary>An animal's bindings by their beginning, without those that were retracted.</summary>
    /// <param name="store">Holds the bindings.</param>
    /// <param name="farmId">Farm of the animal.</param>
    /// <param name="animalId">The animal.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public static async Task<IReadOnlyList<AnimalBinding>> ReadBindingsAsync(
        IHerdStore store, int farmId, string animalId, CancellationToken cancellationToken)
    {
        var query = new HerdQuery
        {
            FarmId = farmId,
            Kind = HerdRecordKinds.Bindings.Name,
            Subject = animalId,
            Order = HerdRecordOrder.OldestFirst,
        };
        var rows = await store.ListAsync(query, MaxBindings, cancellationToken);
        return [.. rows.Select(HerdRecordKinds.Bindings.FromRecord).Where(binding => !binding.Retracted)];
    }

    private static async Task<IEnumerable<HerdRecord>> FindEachAsync(
        IHerdStore store, IReadOnlyList<(int Farm, string Id)> animals, CancellationToken cancellationToken)
        => (await Task.WhenAll(animals.Select(animal => store.FindAsync(
            animal.Farm, HerdRecordKinds.AnimalStates.Name, animal.Id, cancellationToken)))).OfType<HerdRecord>();

    private static async Task<IEnumerable<HerdRecord>> ScanFarmsAsync(
        IHerdStore store, IReadOnlyList<(int Farm, string Id)> animals, CancellationToken cancellationToken)
        => (await Task.WhenAll(animals.Select(animal => animal.Farm).Distinct().Select(farm => store.ListAsync(
            new HerdQuery { FarmId = farm, Kind = HerdRecordKinds.AnimalStates.Name }, MaxAnimals, cancellationToken)))).SelectMany(
                rows => rows);
}
