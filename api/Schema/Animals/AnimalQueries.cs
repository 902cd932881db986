using GraphQL;
using SmartDairy.Api.Security;
using SmartDairy.Contracts;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Farms;
using SmartDairy.GraphQL.Relay;

namespace SmartDairy.Api.Schema.Animals;

/// <summary>Queries of animals.</summary>
public sealed class AnimalQueries
{
    /// <summary>One animal; null when the farm has no animal with this id.</summary>
    public static async Task<AnimalView?> Animal(
        [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, int farmId, [Id] string id)
    {
        caller.RequireRead(farmId);
        if (!Identifier.IsValid(id))
        {
            return null;
        }

        var animal = await grains.GetGrain<IAnimalGrain>(SmartDairy.Api.Schema.Animals.AnimalView.ToGrainKey(farmId, id)).GetAsync();
        return animal is null ? null : SmartDairy.Api.Schema.Animals.AnimalView.ForCaller(caller, animal);
    }

    /// <summary>Animals of a farm, ordered by id.</summary>
    /// <param name="search">Text that the id, name or tag contains, in upper or lower case.</param>
    /// <param name="first">Maximum number of items on the page, 1 to 500.</param>
    /// <param name="after">Cursor of the last item of the previous page; omit for the first page.</param>
    public static async Task<Connection<AnimalView>> Animals(
        [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, int farmId, string? search, int? first = 50,
            string? after = null)
    {
        caller.RequireRead(farmId);
        var page = PageRequest.Parse(first, after);
        var found = await grains.GetGrain<IFarmGrain>(farmId).ListAnimalsAsync(search, page.First, page.AfterKey);
        return page.ToConnection(found, animal => SmartDairy.Api.Schema.Animals.AnimalView.ForCaller(caller, animal));
    }
}
