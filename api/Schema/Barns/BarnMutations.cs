using GraphQL;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Barns;
using SmartDairy.GraphQL.Errors;

namespace SmartDairy.Api.Schema.Barns;

/// <summary>Mutations of barns.</summary>
public sealed class BarnMutations
{
    private const int MaxNameLength = 200;

    /// <summary>Sets the name of a barn. NOT_FOUND when no device is registered in the barn.</summary>
    /// <param name="name">New name of the barn, 1 to 200 characters.</param>
    public static async Task<BarnView> RenameBarn(
        [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, int farmId, int barnId, string name)
    {
        caller.RequireWrite(farmId);
        if (string.IsNullOrWhiteSpace(name) || name.Length > MaxNameLength)
        {
            throw new InvalidArgumentException($"'name' must have 1 to {MaxNameLength} characters.");
        }

        var barn = grains.GetGrain<IBarnGrain>(BarnView.ToGrainKey(farmId, barnId));
        if (await barn.GetAsync() is not { } before)
        {
            throw new NotFoundException($"Farm {farmId} has no barn {barnId}.", "A barn exists once a device is registered in it.");
        }

        await barn.RenameAsync(name);
        return new(await barn.GetAsync() ?? before);
    }
}
