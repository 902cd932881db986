using GraphQL;
using SmartDairy.Api.GraphQL.Errors;
using SmartDairy.Api.GraphQL.Farms;
using SmartDairy.Api.GraphQL.Typing;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Farms;

namespace SmartDairy.Api.GraphQL.Animals;

/// <summary>What changes animals.</summary>
public sealed class AnimalMutations
{
    private const int MostAnimals = 10_000;

    /// <summary>Registers up to 10,000 animals in one call. All or nothing.</summary>
    public static async Task<IEnumerable<Animal>> RegisterAnimals(
        [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, int farmId, IReadOnlyList<AnimalInput> animals)
    {
        caller.RequireWrite(farmId);
        if (animals.Count is < 1 or > MostAnimals)
            throw new InvalidArgumentException($"'animals' has {animals.Count} items; it must have 1 to {MostAnimals}.", "Register more in further calls.");
        await FarmGate.RequireAsync(grains, farmId);
        var registrations = new AnimalRegistration[animals.Count];
        for (var i = 0; i < registrations.Length; i++) registrations[i] = animals[i].ToRegistration(farmId, i);
        var registered = await grains.GetGrain<IFarmGrain>(farmId).RegisterAnimalsAsync(registrations);
        return registered.Select(animal => Animal.For(caller, animal));
    }
}
