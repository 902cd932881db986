using SmartDairy.Contracts.Animals;
using SmartDairy.History.Herds;
using SmartDairy.History.Registry;

namespace SmartDairy.Api.Rest.Icar;

/// <summary>
/// A farm's animals by id. Registrations carry no time of change: all are given whatever times are asked for, and count as modified now.
/// </summary>
internal sealed class AnimalCollection(IHerdStore store, IRegistry registry, TimeProvider time) : IIcarCollection
{
    private const int MaxStatuses = 100_000;

    public string Name => "animals";

    public async Task<IcarPage> ReadAsync(IcarQuery query, CancellationToken cancellationToken)
    {
        var page = await registry.ListAnimalsAsync(query.FarmId, null, query.PageSize, query.AfterToken, cancellationToken);
        var rows =
            await store.ListAsync(new()
            { FarmId = query.FarmId, Kind = HerdRecordKinds.AnimalStates.Name }, MaxStatuses, cancellationToken);
        var wanted = page.Items.Select(animal => animal.Id).ToHashSet(StringComparer.Ordinal);
        var standings = new Dictionary<string, AnimalStatus>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (wanted.Contains(row.Subject))
            {
                standings[row.Subject] = HerdRecordKinds.AnimalStates.FromRecord(row);
            }
        }
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return new([.. page.Items.Select(animal => IcarAnimal.From(animal, standings.GetValueOrDefault(animal.Id), now))], page.HasNext
            ? page.Cursors[^1]
            : null, page.Total);
    }
}
