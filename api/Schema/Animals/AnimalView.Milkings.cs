using GraphQL;
using SmartDairy.Api.GraphQL.Errors;
using SmartDairy.Api.GraphQL.Relay;
using SmartDairy.Api.GraphQL.Typing;
using SmartDairy.Api.Schema.Milkings;
using SmartDairy.Api.Security;
using SmartDairy.History.Herds;

namespace SmartDairy.Api.Schema.Animals;

/// <content>Her milkings.</content>
public sealed partial class AnimalView
{
    /// <summary>Her milkings, what began last first.</summary>
    /// <param name="from">Only what had not ended before.</param>
    /// <param name="to">Only what began before.</param>
    /// <param name="first">Items on the page, 1 to 500.</param>
    /// <param name="after">Cursor of the item before the page.</param>
    [PageCost(10)]
    public Task<Connection<MilkingView>> Milkings(
        [FromServices] IHerdStore store, [Caller] ApiPrincipal caller, CancellationToken cancellationToken, DateTimeOffset? from, DateTimeOffset? to, int? first = 10, string? after = null) =>
        from >= to
            ? throw new InvalidArgumentException("'from' must be before 'to'.")
            : MilkingQueries.ReadPageAsync(store, caller, FarmId, Id, from, to, first, after, cancellationToken);
}
