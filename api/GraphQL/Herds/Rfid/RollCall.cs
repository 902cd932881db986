using SmartDairy.Api.GraphQL.Alerts;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Rfid;
using SmartDairy.History.Herds;
using SmartDairy.History.Registry;

namespace SmartDairy.Api.GraphQL.Herds.Rfid;

/// <summary>Finds out who of a group passed a gate.</summary>
internal sealed class RollCall(IHerdStore store, IRegistry registry, int farmId)
{
    private const int MostRows = 500_000;
    private const int MostAnimals = 100_000;
    private const int PageSize = 500;

    /// <param name="group">Null for every animal of the farm.</param>
    public async Task<MissingAnimalsView> AtAsync(string place, string? group, long since, long until, CancellationToken cancel)
    {
        var query = new HerdQuery
        {
            FarmId = farmId,
            Kind = HerdKinds.Passages.Name,
            From = since,
            To = until,
            Having = [("place", place)],
            Except = PassageLists.NotRetracted,
        };
        var passed = (await store.ListAsync(query, MostRows, cancel)).Select(HerdKinds.Passages.Read).Select(passage => passage.AnimalId).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var members = await MembersAsync(group, cancel);
        var last = await AlertLoaders.EachAsync([.. members.Where(animal => !passed.Contains(animal))], LastAsync, cancel);
        return new(
            [.. last.OrderBy(missing => missing.Key, StringComparer.Ordinal).Select(missing => new MissingAnimalView(missing.Key, missing.Value))],
            [.. members.Where(passed.Contains).Order(StringComparer.Ordinal)]);
    }

    private async Task<Passage?> LastAsync(string animal, CancellationToken cancel)
    {
        var query = new HerdQuery { FarmId = farmId, Kind = HerdKinds.Passages.Name, Subject = animal, Except = PassageLists.NotRetracted };
        return (await store.ListAsync(query, 1, cancel)) is [{ } row] ? HerdKinds.Passages.Read(row) : null;
    }

    private async Task<List<string>> MembersAsync(string? group, CancellationToken cancel)
    {
        var gone = (await store.ListAsync(new() { FarmId = farmId, Kind = HerdKinds.Standings.Name }, MostAnimals, cancel))
            .Select(HerdKinds.Standings.Read).Where(standing => standing.DepartedAt is not null).Select(standing => standing.AnimalId).ToHashSet(StringComparer.Ordinal);
        var members = new List<string>();
        string? after = null;
        while (true)
        {
            var page = await registry.AnimalsAsync(farmId, null, PageSize, after, cancel);
            members.AddRange(page.Items.Where(animal => Belongs(animal, group) && !gone.Contains(animal.Id)).Select(animal => animal.Id));
            if (!page.HasNext) return members;
            after = page.Cursors[^1];
        }
    }

    private static bool Belongs(AnimalRegistration animal, string? group) => group is null || animal.Group == group;
}
