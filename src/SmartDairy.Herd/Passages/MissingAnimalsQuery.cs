using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Rfid;
using SmartDairy.History.Herds;
using SmartDairy.History.Registry;

namespace SmartDairy.Herd.Passages;

/// <summary>Finds the animals of a group that did not pass a gate.</summary>
public static class MissingAnimalsQuery
{
    private const int MaxPassages = 500_000;
    private const int MaxAnimals = 100_000;
    private const int PageSize = 500;

    /// <summary>Compares the animals of a group with the passages of a place. Animals that left the herd are in neither list.</summary>
    /// <param name="store">Holds passages and states of animals.</param>
    /// <param name="registry">Lists the animals.</param>
    /// <param name="farmId">Farm of the group.</param>
    /// <param name="place">Place of the passages, such as gate/NORTH.</param>
    /// <param name="group">Group of the animals; null for every animal of the farm.</param>
    /// <param name="since">Beginning of the span, Unix milliseconds.</param>
    /// <param name="until">End of the span, exclusive, Unix milliseconds.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public static async Task<MissingAnimals> ExecuteAsync(
        IHerdStore store, IRegistry registry, int farmId, string place, string? group, long since, long until,
        CancellationToken cancellationToken)
    {
        var query = new HerdQuery
        {
            FarmId = farmId,
            Kind = HerdRecordKinds.Passages.Name,
            From = since,
            To = until,
            BodyEquals = [("place", place)],
            BodyNotEquals = PassageReader.NotRetracted,
        };
        var passed = (await store.ListAsync(query, MaxPassages, cancellationToken))
            .Select(row => HerdRecordKinds.Passages.FromRecord(row).AnimalId)
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);
        var members = await ListMembersAsync(store, registry, farmId, group, cancellationToken);
        var last = await ParallelLookup.LoadEachAsync(
            [.. members.Where(animalId => !passed.Contains(animalId))],
            (animalId, stop) => FindLastPassageAsync(store, farmId, animalId, stop),
            cancellationToken);
        return new(
            [.. last.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => new MissingAnimal(entry.Key, entry.Value))],
            [.. members.Where(passed.Contains).Order(StringComparer.Ordinal)]);
    }

    private static async Task<Passage?> FindLastPassageAsync(
        IHerdStore store, int farmId, string animalId, CancellationToken cancellationToken)
    {
        var query = new HerdQuery
        {
            FarmId = farmId,
            Kind = HerdRecordKinds.Passages.Name,
            Subject = animalId,
            BodyNotEquals = PassageReader.NotRetracted,
        };
        return await store.ListAsync(query, 1, cancellationToken) is [{ } row] ? HerdRecordKinds.Passages.FromRecord(row) : null;
    }

    private static async Task<List<string>> ListMembersAsync(
        IHerdStore store, IRegistry registry, int farmId, string? group, CancellationToken cancellationToken)
    {
        var states =
            await store.ListAsync(new() { FarmId = farmId, Kind = HerdRecordKinds.AnimalStates.Name }, MaxAnimals, cancellationToken);
        var departed = states.Select(HerdRecordKinds.AnimalStates.FromRecord)
            .Where(status => status.DepartedAt is not null)
            .Select(status => status.AnimalId)
            .ToHashSet(StringComparer.Ordinal);
        var members = new List<string>();
        string? after = null;
        while (true)
        {
            var page = await registry.ListAnimalsAsync(farmId, null, PageSize, after, cancellationToken);
            members.AddRange(
                page.Items.Where(animal => IsInGroup(animal, group) && !departed.Contains(animal.Id)).Select(animal => animal.Id));
            if (!page.HasNext)
            {
                return members;
            }

            after = page.Cursors[^1];
        }
    }

    private static bool IsInGroup(AnimalRegistration animal, string? group) => group is null || animal.Group == group;
}

/// <summary>Animals of a group, by whether they passed a gate.</summary>
/// <param name="Missing">Animals that did not pass, by id.</param>
/// <param name="PassedIds">Ids of the animals that passed, in order.</param>
public sealed record MissingAnimals(IReadOnlyList<MissingAnimal> Missing, IReadOnlyList<string> PassedIds);

/// <summary>An animal that did not pass a gate.</summary>
/// <param name="AnimalId">The animal.</param>
/// <param name="LastPassage">Newest passage or stay of the animal anywhere; null when no reader ever saw the animal.</param>
public sealed record MissingAnimal(string AnimalId, Passage? LastPassage);
