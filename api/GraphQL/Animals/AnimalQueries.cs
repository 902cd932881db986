using GraphQL;
using SmartDairy.Api.GraphQL.Relay;
using SmartDairy.Api.GraphQL.Typing;
using SmartDairy.Api.Security;
using SmartDairy.Contracts;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Farms;

namespace SmartDairy.Api.GraphQL.Animals;

/// <summary>What is asked about animals.</summary>
public sealed class AnimalQueries
{
    /// <summary>One animal; null when the farm has none of that id.</summary>
    public static async Task<Animal?> Animal([FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, int farmId, [Id] string id)
    {
        caller.RequireRead(farmId);
        if (!Identifier.IsValid(id)) return null;
        var animal = await grains.GetGrain<IAnimalGrain>(GraphQL.Animals.Animal.Key(farmId, id)).GetAsync();
        return animal is null ? null : GraphQL.Animals.Animal.For(caller, animal);
    }

    /// <summary>The animals of a farm, by id.</summary>
    /// <param name="search">Part of an id, name or tag; upper and lower case are the same.</param>
    /// <param name="first">Items on the page, 1 to 500.</param>
    /// <param name="after">Cursor of the item before the page.</param>
    public static async Task<Connection<Animal>> Animals(
        [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, int farmId, string? search, int? first = 50, string? after = null)
    {
        caller.RequireRead(farmId);
        var page = Page.Of(first, after);
        var found = await grains.GetGrain<IFarmGrain>(farmId).AnimalsAsync(search, page.First, page.AfterKey);
        return page.Connect(found, animal => GraphQL.Animals.Animal.For(caller, animal));
    }
}
