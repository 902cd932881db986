using GraphQL;
using SmartDairy.Api.Schema.Farms;
using SmartDairy.Api.Security;
using SmartDairy.Contracts;
using SmartDairy.Contracts.Milking;
using SmartDairy.GraphQL.Errors;
using SmartDairy.GraphQL.Relay;
using SmartDairy.Herd.Milkings;
using SmartDairy.History.Herds;

namespace SmartDairy.Api.Schema.Milkings;

/// <summary>Queries of milkings and parlors.</summary>
public sealed class MilkingQueries
{
    /// <summary>Milkings of a farm, latest start first. Every argument narrows the list.</summary>
    /// <param name="animalId">Only milkings of this animal.</param>
    /// <param name="from">Only milkings that ended, or without a known end started, at or after this time.</param>
    /// <param name="to">Only milkings that started before this time.</param>
    /// <param name="first">Maximum number of items on the page, 1 to 500.</param>
    /// <param name="after">Cursor of the last item of the previous page; omit for the first page.</param>
    public static async Task<Connection<MilkingView>> Milkings(
        [FromServices] IHerdStore store, [Caller] ApiPrincipal caller, CancellationToken cancellationToken,
        int farmId, [Id] string? animalId, DateTimeOffset? from, DateTimeOffset? to, int? first = 50, string? after = null)
    {
        caller.RequireRead(farmId);
        Argument.Ordered(from, to);
        return await ReadPageAsync(store, caller, farmId, animalId, from, to, first, after, cancellationToken);
    }

    /// <summary>One milking with its curve and quarters; null when the farm has no milking with this id.</summary>
    public static async Task<MilkingView?> Milking(
        [FromServices] IHerdStore store, [Caller] ApiPrincipal caller, CancellationToken cancellationToken, int farmId, [Id] string id)
    {
        caller.RequireRead(farmId);
        return Identifier.IsValid(id) && await store.FindAsync(farmId, HerdRecordKinds.Milkings.Name, id, cancellationToken) is { } row
            && HerdRecordKinds.Milkings.FromRecord(row) is { Retracted: false } milking
            ? MilkingView.ForCaller(caller, milking) : null;
    }

    /// <summary>Current state of a milking parlor, stall by stall, and its current round. Null when no meter is registered in it.</summary>
    public static async Task<ParlorView?> Parlor(
        [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, int farmId, int parlorId)
    {
        caller.RequireRead(farmId);
        if (parlorId < 0)
        {
            return null;
        }

        return await grains.GetGrain<IParlorGrain>(StallKey.ForParlor(farmId, parlorId)).GetAsync() is { } parlor
            ? ParlorView.ForCaller(caller, parlor)
            : null;
    }

    /// <summary>
    /// Milk of an animal, or of the whole farm, per day of the farm's calendar, late data included. Days without a milking are left out.
    /// </summary>
    /// <param name="animalId">
    /// Only milk of this animal, for a span of at most 500 days; the whole farm when omitted, for at most 35 days.
    /// </param>
    /// <param name="from">Start of the span. A day that lies only partly within the span is returned whole.</param>
    /// <param name="to">End of the span, exclusive.</param>
    public static async Task<IEnumerable<DailyMilkView>> DailyMilk(
        [FromServices] IHerdStore store, [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller,
            CancellationToken cancellationToken,
        int farmId, [Id] string? animalId, DateTimeOffset from, DateTimeOffset to)
    {
        caller.RequireRead(farmId);
        var farm = await FarmAccess.RequireAsync(grains, farmId);
        Argument.MaxSpan(from, to, animalId is null ? MilkingReader.MaxFarmDays : MilkingReader.MaxAnimalDays);
        var totals = await MilkingReader.ReadDailyTotalsAsync(
            store, farm, animalId, from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds(), cancellationToken);
        return totals.Select(day => new DailyMilkView(day));
    }

    /// <exception cref="InvalidArgumentException">Out of bounds, or not a cursor.</exception>
    internal static async Task<Connection<MilkingView>> ReadPageAsync(
        IHerdStore store, ApiPrincipal caller, int farmId, string? animalId, DateTimeOffset? from, DateTimeOffset? to, int? first,
        string? after, CancellationToken cancellationToken)
    {
        var page = PageRequest.Parse(first, after);
        var found = await MilkingReader.ReadPageAsync(
            store, farmId, animalId, from?.ToUnixTimeMilliseconds(), to?.ToUnixTimeMilliseconds(), page.First, page.AfterKey,
            cancellationToken);
        return page.ToConnection(found, row => MilkingView.ForCaller(caller, HerdRecordKinds.Milkings.FromRecord(row)));
    }
}
