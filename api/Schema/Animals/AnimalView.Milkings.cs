using GraphQL;
using SmartDairy.Api.Schema.Milkings;
using SmartDairy.Api.Security;
using SmartDairy.GraphQL.Errors;
using SmartDairy.GraphQL.Relay;
using SmartDairy.GraphQL.Typing;
using SmartDairy.History.Herds;

namespace SmartDairy.Api.Schema.Animals;

/// <content>The animal's milkings.</content>
public sealed partial class AnimalView
{
    /// <summary>Milkings of the animal, latest start first.</summary>
    /// <param name="from">Only milkings that ended, or without a known end started, at or after this time.</param>
    /// <param name="to">Only milkings that started before this time.</param>
    /// <param name="first">Maximum number of items on the page, 1 to 500.</param>
    /// <param name="after">Cursor of the last item of the previous page; omit for the first page.</param>
    [PageCost(10)]
    public Task<Connection<MilkingView>> Milkings(
        [FromServices] IHerdStore store, [Caller] ApiPrincipal caller, CancellationToken cancellationToken,
        DateTimeOffset? from, DateTimeOffset? to, int? first = 10, string? after = null)
    {
        Argument.Ordered(from, to);
        return MilkingQueries.ReadPageAsync(store, caller, FarmId, Id, from, to, first, after, cancellationToken);
    }
}
