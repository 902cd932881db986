using GraphQL;
using SmartDairy.Api.GraphQL.Relay;
using SmartDairy.Api.Security;
using SmartDairy.Contracts;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Farms;

namespace SmartDairy.Api.Schema.Animals;

/// <summary>What is asked about animals.</summary>
public sealed class AnimalQueries
{
    /// <summary>One animal; null when the farm has none of that id.</summary>
    public static async Task<AnimalView?> Animal([FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, int farmId, [Id] string id)
    {
        caller.RequireRead(farmId);
        if (!Identifier.IsValid(id)) return null;
        var animal = await grains.GetGrain<IAnimalGrain>(SmartDairy.Api.Schema.Animals.AnimalView.ToGrainKey(farmId, id)).GetAsync();
        return animal is null ? null : SmartDairy.Api.Schema.Animals.AnimalView.ForCaller(caller, animal);
    }

    /// <summary>The animals of a farm, by id.</summary>
    /// <param name="search">Part of an id, name or tag; upper and lower case are the same.</param>
    /// <param name="first">Items on the page, 1 to 500.</param>
    /// <param name="after">Cursor of the item before the page.</param>
    public static async Task<Connection<AnimalView>> Animals(
        [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, int farmId, string? search, int? first = 50, string? after = null)
    {
        caller.RequireRead(farmId);
        var page = PageRequest.Parse(first, after);
        var found = await grains.GetGrain<IFarmGrain>(farmId).ListAnimalsAsync(search, page.First, page.AfterKey);
        return page.ToConnection(found, animal => SmartDairy.Api.Schema.Animals.AnimalView.ForCaller(caller, animal));
    }
}
