using SmartDairy.Api.Schema.Alerts;
using SmartDairy.Api.Schema.Passages;
using SmartDairy.Contracts;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Rfid;
using SmartDairy.History.Herds;
using SmartDairy.History.Registry;

namespace SmartDairy.Api.Herd.Passages;

/// <summary>Finds out who of a group passed a gate.</summary>
internal sealed class MissingAnimalsQuery(IHerdStore store, IRegistry registry, int farmId)
{
    private const int MaxPassages = 500_000;
    private const int MaxAnimals = 100_000;
    private const int PageSize = 500;

    /// <param name="group">Null for every animal of the farm.</param>
    public async Task<MissingAnimalsView> ExecuteAsync(string place, string? group, long since, long until, CancellationToken cancellationToken)
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
        var passed = (await store.ListAsync(query, MaxPassages, cancellationToken)).Select(HerdRecordKinds.Passages.FromRecord).Select(passage => passage.AnimalId).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var members = await ListGroupMembersAsync(group, cancellationToken);
        var last = await AlertLoaders.LoadEachAsync([.. members.Where(animal => !passed.Contains(animal))], FindLastPassageAsync, cancellationToken);
        return new(
            [.. last.OrderBy(missing => missing.Key, StringComparer.Ordinal).Select(missing => new MissingAnimalView(missing.Key, missing.Value))],
            [.. members.Where(passed.Contains).Order(StringComparer.Ordinal)]);
    }

    private async Task<Passage?> FindLastPassageAsync(string animal, CancellationToken cancellationToken)
    {
        var query = new HerdQuery { FarmId = farmId, Kind = HerdRecordKinds.Passages.Name, Subject = animal, BodyNotEquals = PassageReader.NotRetracted };
        return (await store.ListAsync(query, 1, cancellationToken)) is [{ } row] ? HerdRecordKinds.Passages.FromRecord(row) : null;
    }

    private async Task<List<string>> ListGroupMembersAsync(string? group, CancellationToken cancellationToken)
    {
        var gone = (await store.ListAsync(new() { FarmId = farmId, Kind = HerdRecordKinds.AnimalStates.Name }, MaxAnimals, cancellationToken))
            .Select(HerdRecordKinds.AnimalStates.FromRecord).Where(standing => standing.DepartedAt is not null).Select(standing => standing.AnimalId).ToHashSet(StringComparer.Ordinal);
        var members = new List<string>();
        string? after = null;
        while (true)
        {
            var page = await registry.ListAnimalsAsync(farmId, null, PageSize, after, cancellationToken);
            members.AddRange(page.Items.Where(animal => IsInGroup(animal, group) && !gone.Contains(animal.Id)).Select(animal => animal.Id));
            if (!page.HasNext) return members;
            after = page.Cursors[^1];
        }
    }

    private static bool IsInGroup(AnimalRegistration animal, string? group) => group is null || animal.Group == group;
}
