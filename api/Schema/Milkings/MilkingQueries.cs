using GraphQL;
using SmartDairy.Api.GraphQL.Errors;
using SmartDairy.Api.GraphQL.Relay;
using SmartDairy.Api.Herd.Milkings;
using SmartDairy.Api.Schema.Farms;
using SmartDairy.Api.Security;
using SmartDairy.Contracts;
using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Milking;
using SmartDairy.History.Herds;

namespace SmartDairy.Api.Schema.Milkings;

/// <summary>What is asked about milkings.</summary>
public sealed class MilkingQueries
{
    /// <summary>The milkings of a farm, what began last first. Every argument narrows the list.</summary>
    /// <param name="animalId">Only of this animal.</param>
    /// <param name="from">Only what had not ended before.</param>
    /// <param name="to">Only what began before.</param>
    /// <param name="first">Items on the page, 1 to 500.</param>
    /// <param name="after">Cursor of the item before the page.</param>
    public static async Task<Connection<MilkingView>> Milkings(
        [FromServices] IHerdStore store, [Caller] ApiPrincipal caller, CancellationToken cancellationToken,
        int farmId, [Id] string? animalId, DateTimeOffset? from, DateTimeOffset? to, int? first = 50, string? after = null)
    {
        caller.RequireRead(farmId);
        if (from >= to) throw new InvalidArgumentException("'from' must be before 'to'.");
        return await ReadPageAsync(store, caller, farmId, animalId, from, to, first, after, cancellationToken);
    }

    /// <summary>One milking with its curve and quarters; null when the farm has none of that id.</summary>
    public static async Task<MilkingView?> Milking([FromServices] IHerdStore store, [Caller] ApiPrincipal caller, CancellationToken cancellationToken, int farmId, [Id] string id)
    {
        caller.RequireRead(farmId);
        return Identifier.IsValid(id) && await store.FindAsync(farmId, HerdRecordKinds.Milkings.Name, id, cancellationToken) is { } row && HerdRecordKinds.Milkings.FromRecord(row) is { Retracted: false } milking
            ? MilkingView.ForCaller(caller, milking) : null;
    }

    /// <summary>A parlor now: who stands where, and how far this milking is. Null when no meter stands in it.</summary>
    public static async Task<ParlorView?> Parlor([FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, int farmId, int parlorId)
    {
        caller.RequireRead(farmId);
        if (parlorId < 0) return null;
        return await grains.GetGrain<IParlorGrain>(StallKey.ForParlor(farmId, parlorId)).GetAsync() is { } parlor ? ParlorView.ForCaller(caller, parlor) : null;
    }

    /// <summary>What an animal, or the whole farm, gave each day of the farm's calendar; days without a milking are left out. Late data corrects them.</summary>
    /// <param name="animalId">Only of this animal; without, at most 35 days in one question, with it 500.</param>
    /// <param name="from">Days that lie in the span in part are told whole.</param>
    /// <param name="to">Exclusive.</param>
    public static async Task<IEnumerable<DailyMilkView>> DailyMilk(
        [FromServices] IHerdStore store, [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, CancellationToken cancellationToken,
        int farmId, [Id] string? animalId, DateTimeOffset from, DateTimeOffset to)
    {
        caller.RequireRead(farmId);
        var farm = await FarmAccess.RequireAsync(grains, farmId);
        return (await MilkingReader.ReadDailyTotalsAsync(store, farm, animalId, from, to, cancellationToken)).Select(day => new DailyMilkView(day));
    }

    /// <exception cref="InvalidArgumentException">Out of bounds, or not a cursor.</exception>
    internal static async Task<Connection<MilkingView>> ReadPageAsync(
        IHerdStore store, ApiPrincipal caller, int farmId, string? animalId, DateTimeOffset? from, DateTimeOffset? to, int? first, string? after, CancellationToken cancellationToken)
    {
        var page = PageRequest.Parse(first, after);
        var query = new HerdQuery
        {
            FarmId = farmId,
            Kind = HerdRecordKinds.Milkings.Name,
            Subject = animalId,
            From = from?.ToUnixTimeMilliseconds(),
            To = to?.ToUnixTimeMilliseconds(),
            BodyNotEquals = MilkingReader.NotRetracted,
        };
        return page.ToConnection(await store.GetPageAsync(query, page.First, page.AfterKey, cancellationToken), row => MilkingView.ForCaller(caller, HerdRecordKinds.Milkings.FromRecord(row)));
    }
}
