using GraphQL;
using SmartDairy.Api.GraphQL.Alerts;
using SmartDairy.Api.GraphQL.Errors;
using SmartDairy.Api.GraphQL.Relay;
using SmartDairy.Api.GraphQL.Typing;
using SmartDairy.Api.Security;
using SmartDairy.Contracts;
using SmartDairy.Contracts.Rfid;
using SmartDairy.History.Herds;
using SmartDairy.History.Registry;

namespace SmartDairy.Api.GraphQL.Herds.Rfid;

/// <summary>What is asked about gates, areas and tags.</summary>
public sealed class RfidQueries
{
    private const int LongestTag = 128;
    private const int MostTags = 200;
    private const int MostDays = 31;
    private const int MostRollCallDays = 7;
    private const int LongestPlace = Identifier.MaxLength + 5;

    /// <summary>Passages of gates and stays in areas, what began last first. Every argument narrows the list.</summary>
    /// <param name="animalId">Only of this animal.</param>
    /// <param name="tagEpc">Only of this tag.</param>
    /// <param name="place">Only at this place, such as gate/NORTH or area/BUNK-1.</param>
    /// <param name="from">Only what had not ended before.</param>
    /// <param name="to">Only what began before.</param>
    /// <param name="first">Items on the page, 1 to 500.</param>
    /// <param name="after">Cursor of the item before the page.</param>
    public static async Task<Connection<PassageView>> Passages(
        [FromServices] IHerdStore store, [Caller] ApiPrincipal caller, CancellationToken cancel,
        int farmId, [Id] string? animalId, string? tagEpc, string? place, DateTimeOffset? from, DateTimeOffset? to, int? first = 50, string? after = null)
    {
        caller.RequireRead(farmId);
        if (from >= to) throw new InvalidArgumentException("'from' must be before 'to'.");
        Bound.Length("tagEpc", tagEpc, LongestTag);
        Bound.Length("place", place, LongestPlace);
        var page = Page.Of(first, after);
        var having = new List<(string, string)>(2);
        if (place is not null) having.Add(("place", place));
        if (tagEpc is not null) having.Add(("tagEpc", tagEpc));
        var query = new HerdQuery
        {
            FarmId = farmId,
            Kind = HerdKinds.Passages.Name,
            Subject = animalId,
            From = from?.ToUnixTimeMilliseconds(),
            To = to?.ToUnixTimeMilliseconds(),
            Having = having,
            Except = PassageLists.NotRetracted,
        };
        return page.Connect(await store.PageAsync(query, page.First, page.AfterKey, cancel), row => PassageView.For(caller, HerdKinds.Passages.Read(row)));
    }

    /// <summary>Who is in an area now: seen there within the last quarter of an hour, by the beginning of the stay. Tags nobody is known to wear are in it too.</summary>
    public static async Task<IEnumerable<PassageView>> Presence([FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, int farmId, [Id] string areaId)
    {
        caller.RequireRead(farmId);
        if (!Identifier.IsValid(areaId)) return [];
        var present = await grains.GetGrain<IGateGrain>(TagPlace.Key(farmId, TagPlace.OfArea(areaId))).PresentAsync();
        return present.Select(stay => PassageView.For(caller, stay));
    }

    /// <summary>How long an animal was in each area, by place; areas she was not in are left out.</summary>
    /// <param name="from">At most 31 days before to.</param>
    /// <param name="to">Exclusive.</param>
    public static async Task<IEnumerable<AreaTimeView>> TimeInAreas(
        [FromServices] IHerdStore store, [Caller] ApiPrincipal caller, CancellationToken cancel, int farmId, [Id] string animalId, DateTimeOffset from, DateTimeOffset to)
    {
        caller.RequireRead(farmId);
        Milking.MilkingLists.Span(from, to, MostDays);
        return await PassageLists.TimeInAreasAsync(store, farmId, animalId, from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds(), cancel);
    }

    /// <summary>Tags that were seen and that nobody is known to wear, the one seen last first.</summary>
    /// <param name="since">Only those seen since; the last seven days when left out.</param>
    /// <param name="first">At most so many, 1 to 200.</param>
    public static async Task<IEnumerable<UnknownTagView>> UnknownTags(
        [FromServices] IHerdStore store, [FromServices] IRegistry registry, [FromServices] TimeProvider time, [Caller] ApiPrincipal caller, CancellationToken cancel,
        int farmId, DateTimeOffset? since, int? first = 50)
    {
        caller.RequireRead(farmId);
        var count = Bound.Of("first", first ?? 50, MostTags);
        var from = since ?? time.GetUtcNow().AddDays(-7);
        return await TagsWithoutWearer.ListAsync(store, registry, farmId, from.ToUnixTimeMilliseconds(), count, cancel);
    }

    /// <summary>Who of a group did not pass a gate since then, and where she was last seen; and who did pass. Animals that left the herd are not looked for.</summary>
    /// <param name="gateId">Which gate.</param>
    /// <param name="group">Only animals of this group; all of the farm when left out.</param>
    /// <param name="since">At most seven days ago, such as when this milking began.</param>
    public static async Task<MissingAnimalsView> MissingAnimals(
        [FromServices] IHerdStore store, [FromServices] IRegistry registry, [FromServices] TimeProvider time, [Caller] ApiPrincipal caller, CancellationToken cancel,
        int farmId, [Id] string gateId, string? group, DateTimeOffset since)
    {
        caller.RequireRead(farmId);
        if (!Identifier.IsValid(gateId)) throw new InvalidArgumentException($"'gateId' must be 1 to {Identifier.MaxLength} characters of A-Z a-z 0-9 _ -.");
        var now = time.GetUtcNow();
        Milking.MilkingLists.Span(since, now.AddMilliseconds(1), MostRollCallDays);
        return await new RollCall(store, registry, farmId).AtAsync(
            TagPlace.OfGate(gateId), group, since.ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds() + 1, cancel);
    }
}
