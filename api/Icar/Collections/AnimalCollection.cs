using SmartDairy.Api.Icar.Resources;
using SmartDairy.Contracts.Animals;
using SmartDairy.History.Herds;
using SmartDairy.History.Registry;

namespace SmartDairy.Api.Icar.Collections;

/// <summary>A farm's animals by id. Registrations carry no time of change: all are given whatever times are asked for, and count as modified now.</summary>
internal sealed class AnimalCollection(IHerdStore store, IRegistry registry, TimeProvider time) : IIcarCollection
{
    private const int MostStandings = 100_000;

    public string Name => "animals";

    public async Task<IcarPage> ReadAsync(IcarQuery query, CancellationToken cancel)
    {
        var page = await registry.AnimalsAsync(query.FarmId, null, query.PageSize, query.After, cancel);
        var rows = await store.ListAsync(new() { FarmId = query.FarmId, Kind = HerdKinds.Standings.Name }, MostStandings, cancel);
        var wanted = page.Items.Select(animal => animal.Id).ToHashSet(StringComparer.Ordinal);
        var standings = new Dictionary<string, AnimalStanding>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (wanted.Contains(row.Subject)) standings[row.Subject] = HerdKinds.Standings.Read(row);
        }
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return new([.. page.Items.Select(animal => IcarAnimal.Of(animal, standings.GetValueOrDefault(animal.Id), now))], page.HasNext ? page.Cursors[^1] : null, page.Total);
    }
}
