using System.Globalization;
using SmartDairy.Contracts.Animals;
using SmartDairy.GraphQL.Errors;
using SmartDairy.Herd;
using SmartDairy.History.Herds;
using SmartDairy.History.Registry;

namespace SmartDairy.Api.Rest.Icar;

/// <summary>
/// Messages made of rows, in the order in which they were last written: a row that changes while somebody pages through comes again at the
/// end. A row's time of writing is its writer's, and it may have been stored a little later: so that nobody who asks from time to time
/// misses one, what was written up to ten minutes before is given too.
/// </summary>
/// <param name="name">The last level of its address.</param>
/// <param name="kind">Of the rows.</param>
/// <param name="having">See <see cref="HerdQuery.BodyEquals"/>.</param>
/// <param name="animalOf">Whom a row is about; null when about no animal: then it is passed over.</param>
/// <param name="messages">The messages of a row.</param>
internal sealed class HerdRecordCollection<T>(
    IHerdStore store, IRegistry registry, string name, HerdRecordKind<T> kind, IReadOnlyList<(string Member, string Value)> having,
    Func<T, string?> animalOf,
    Func<T, HerdRecord, AnimalRegistration?, IEnumerable<IcarResource>> messages) : IIcarCollection
    where T : class
{
    /// <summary>Milliseconds.</summary>
    internal const long OverlapMilliseconds = 600_000;

    public string Name => name;

    public async Task<IcarPage> ReadAsync(IcarQuery query, CancellationToken cancellationToken)
    {
        var rows = await store.ListAsync(
            new()
            {
                FarmId = query.FarmId,
                Kind = kind.Name,
                ModifiedFrom = query.ModifiedFrom - OverlapMilliseconds,
                ModifiedTo = query.ModifiedTo,
                AfterRevision = ParseToken(query.AfterToken),
                BodyEquals = having,
                Order = HerdRecordOrder.ByRevision,
            },
            query.PageSize + 1, cancellationToken);
        var page = rows.Take(query.PageSize).Select(row => (Row: row, Value: kind.FromRecord(row)))
            .Select(each => (each.Row, each.Value, Animal: animalOf(each.Value)))
            .Where(each => each.Animal is not null).ToArray();
        var animals = await ParallelLookup.LoadEachAsync(
            [.. page.Select(each => each.Animal!).Distinct()], (id, stop) => registry.FindAnimalAsync(query.FarmId, id, stop),
            cancellationToken);
        return new(
            [.. page.SelectMany(each => messages(each.Value, each.Row, animals[each.Animal!]))],
            rows.Count > query.PageSize ? rows[query.PageSize - 1].Revision.ToString(CultureInfo.InvariantCulture) : null,
            null);
    }

    private static long? ParseToken(string? token) => token is null
        ? null
        : long.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
            ? revision
            : throw new InvalidArgumentException(
                $"'{IcarQuery.PageTokenParameter}' is not a page token of this API: take it from the previous page.");
}
