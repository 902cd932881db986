using GraphQL;
using SmartDairy.Api.Schema.Farms;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Farms;
using SmartDairy.GraphQL.Errors;

namespace SmartDairy.Api.Schema.Animals;

/// <summary>Mutations of animals.</summary>
public sealed class AnimalMutations
{
    private const int MaxAnimals = 10_000;

    /// <summary>Registers up to 10,000 animals in one call, all or none.</summary>
    /// <param name="animals">Animals to register, 1 to 10,000.</param>
    public static async Task<IEnumerable<AnimalView>> RegisterAnimals(
        [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, int farmId, IReadOnlyList<AnimalInput> animals)
    {
        caller.RequireWrite(farmId);
        if (animals.Count is < 1 or > MaxAnimals)
        {
            throw new InvalidArgumentException(
                $"'animals' has {animals.Count} items; it must have 1 to {MaxAnimals}.", "Register more in further calls.");
        }

        await FarmAccess.RequireAsync(grains, farmId);
        var registrations = new AnimalRegistration[animals.Count];
        for (var i = 0; i < registrations.Length; i++)
        {
            registrations[i] = animals[i].ToRegistration(farmId, i);
        }

        var registered = await grains.GetGrain<IFarmGrain>(farmId).RegisterAnimalsAsync(registrations);
        return registered.Select(animal => AnimalView.ForCaller(caller, animal));
    }

    /// <summary>
    /// Moves up to 10,000 animals into a group or out of their groups, all or none, and returns how many were moved. NOT_FOUND names the
    /// animals that do not exist.
    /// </summary>
    /// <param name="ids">Ids of the animals to move, 1 to 10,000.</param>
    /// <param name="group">New group, 1 to 64 of A-Z a-z 0-9 _ -; null moves the animals out of their groups.</param>
    public static async Task<int> MoveAnimals(
        [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, int farmId, [Id] IReadOnlyList<string> ids, string? group = null)
    {
        caller.RequireWrite(farmId);
        if (ids.Count is < 1 or > MaxAnimals)
        {
            throw new InvalidArgumentException(
                $"'ids' has {ids.Count} items; it must have 1 to {MaxAnimals}.", "Move more in further calls.");
        }

        await FarmAccess.RequireAsync(grains, farmId);
        await grains.GetGrain<IFarmGrain>(farmId).SetAnimalGroupAsync(ids, group, caller.Name);
        return ids.Count;
    }
}
