using GraphQL;
using SmartDairy.Api.Security;
using SmartDairy.Contracts;
using SmartDairy.Contracts.Rfid;
using SmartDairy.GraphQL.Errors;
using SmartDairy.GraphQL.Relay;
using SmartDairy.Herd.Passages;
using SmartDairy.History.Herds;
using SmartDairy.History.Registry;

namespace SmartDairy.Api.Schema.Passages;

/// <summary>Queries of gates, areas and tags.</summary>
public sealed class RfidQueries
{
    private const int MaxTagLength = 128;
    private const int MaxTags = 200;
    private const int MaxDays = 31;
    private const int MaxMissingAnimalsDays = 7;
    private const int MaxPlaceLength = Identifier.MaxLength + 5;

    /// <summary>Passages through gates and stays in areas, latest start first. Every argument narrows the list.</summary>
    /// <param name="animalId">Only passages of this animal.</param>
    /// <param name="tagEpc">Only passages of the tag with this EPC.</param>
    /// <param name="place">Only passages at this place, such as gate/NORTH or area/BUNK-1.</param>
    /// <param name="from">Only passages that ended at or after this time.</param>
    /// <param name="to">Only passages that started before this time.</param>
    /// <param name="first">Maximum number of items on the page, 1 to 500.</param>
    /// <param name="after">Cursor of the last item of the previous page; omit for the first page.</param>
    public static async Task<Connection<PassageView>> Passages(
        [FromServices] IHerdStore store, [Caller] ApiPrincipal caller, CancellationToken cancellationToken,
        int farmId, [Id] string? animalId, string? tagEpc, string? place, DateTimeOffset? from, DateTimeOffset? to, int? first = 50,
        string? after = null)
    {
        caller.RequireRead(farmId);
        Argument.Ordered(from, to);
        Argument.MaxLength("tagEpc", tagEpc, MaxTagLength);
        Argument.MaxLength("place", place, MaxPlaceLength);
        var page = PageRequest.Parse(first, after);
        var filter = new PassageFilter(animalId, tagEpc, place, from?.ToUnixTimeMilliseconds(), to?.ToUnixTimeMilliseconds());
        var found = await PassageReader.ReadPageAsync(store, farmId, filter, page.First, page.AfterKey, cancellationToken);
        return page.ToConnection(found, row => PassageView.ForCaller(caller, HerdRecordKinds.Passages.FromRecord(row)));
    }

    /// <summary>
    /// Animals in an area now, each seen there within the last 15 minutes, ordered by start of the stay. Unknown tags are included.
    /// </summary>
    /// <param name="areaId">Id of the area, such as BUNK-1.</param>
    public static async Task<IEnumerable<PassageView>> Presence(
        [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, int farmId, [Id] string areaId)
    {
        caller.RequireRead(farmId);
        if (!Identifier.IsValid(areaId))
        {
            return [];
        }

        var present = await grains.GetGrain<IGateGrain>(TagPlace.FormatGrainKey(farmId, TagPlace.ForArea(areaId))).ListPresentAsync();
        return present.Select(stay => PassageView.ForCaller(caller, stay));
    }

    /// <summary>Time an animal spent in each area, ordered by place; areas the animal was not in are left out.</summary>
    /// <param name="from">Start of the span, at most 31 days before its end.</param>
    /// <param name="to">End of the span, exclusive.</param>
    public static async Task<IEnumerable<AreaTimeView>> TimeInAreas(
        [FromServices] IHerdStore store, [Caller] ApiPrincipal caller, CancellationToken cancellationToken, int farmId,
            [Id] string animalId, DateTimeOffset from, DateTimeOffset to)
    {
        caller.RequireRead(farmId);
        Argument.MaxSpan(from, to, MaxDays);
        var areas = await PassageReader.ReadTimeInAreasAsync(
            store, farmId, animalId, from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds(), cancellationToken);
        return areas.Select(area => new AreaTimeView(area.Place, area.Stays, area.Milliseconds / 1000.0));
    }

    /// <summary>Tags that were read although no animal is known to wear them, last read first.</summary>
    /// <param name="since">Only tags read at or after this time; the last seven days when omitted.</param>
    /// <param name="first">Maximum number of tags to return, 1 to 200.</param>
    public static async Task<IEnumerable<UnknownTagView>> UnknownTags(
        [FromServices] IHerdStore store, [FromServices] IRegistry registry, [FromServices] TimeProvider time, [Caller] ApiPrincipal caller,
            CancellationToken cancellationToken,
        int farmId, DateTimeOffset? since, int? first = 50)
    {
        caller.RequireRead(farmId);
        var count = Argument.InRange("first", first ?? 50, MaxTags);
        var from = since ?? time.GetUtcNow().AddDays(-7);
        var tags = await UnknownTagsQuery.ExecuteAsync(store, registry, farmId, from.ToUnixTimeMilliseconds(), count, cancellationToken);
        return tags.Select(tag => new UnknownTagView(tag.TagEpc, tag.FirstSeen.ToInstant(), tag.LastSeen.ToInstant(), tag.Places));
    }

    /// <summary>
    /// Animals of a group that did not pass a gate since a time, with the place each was last seen, and those that passed. Animals that
    /// left the herd are not listed.
    /// </summary>
    /// <param name="gateId">Id of the gate, such as NORTH.</param>
    /// <param name="group">Only animals of this group; all animals of the farm when omitted.</param>
    /// <param name="since">Start of the search, at most seven days ago, such as the start of the current milking.</param>
    public static async Task<MissingAnimalsView> MissingAnimals(
        [FromServices] IHerdStore store, [FromServices] IRegistry registry, [FromServices] TimeProvider time, [Caller] ApiPrincipal caller,
            CancellationToken cancellationToken,
        int farmId, [Id] string gateId, string? group, DateTimeOffset since)
    {
        caller.RequireRead(farmId);
        if (!Identifier.IsValid(gateId))
        {
            throw new InvalidArgumentException($"'gateId' must be 1 to {Identifier.MaxLength} characters of A-Z a-z 0-9 _ -.");
        }

        var now = time.GetUtcNow();
        Argument.MaxSpan(since, now.AddMilliseconds(1), MaxMissingAnimalsDays);
        var animals = await MissingAnimalsQuery.ExecuteAsync(
            store, registry, farmId, TagPlace.ForGate(gateId), group, since.ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds() + 1,
            cancellationToken);
        return new([.. animals.Missing.Select(animal => new MissingAnimalView(animal.AnimalId, animal.LastPassage))], animals.PassedIds);
    }
}
