using GraphQL;
using SmartDairy.Api.Schema.Farms;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Animals;

namespace SmartDairy.Api.Schema.Bindings;

/// <summary>Mutations of the bindings between animals and collars, tags and places.</summary>
public sealed class BindingMutations
{
    /// <summary>
    /// Gives an animal a collar, tag or place. Data that depends on it is derived anew, up to 120 days back, and the answer lists the
    /// differences. previewBinding shows them without storing anything.
    /// </summary>
    public static Task<BindingChangeView> BindAnimal(
        [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, int farmId, BindInput input) =>
        ChangeAsync(grains, caller, farmId, new() { Bind = input });

    /// <summary>
    /// Exchanges the collars of two animals, now or in the past. Data that depends on it is derived anew, up to 120 days back.
    /// </summary>
    public static Task<BindingChangeView> SwapCollars(
        [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, int farmId, SwapInput input) =>
        ChangeAsync(grains, caller, farmId, new() { Swap = input });

    /// <summary>
    /// Corrects or retracts a binding that was recorded wrongly. Data that depends on it is derived anew, up to 120 days back.
    /// </summary>
    public static Task<BindingChangeView> RepairBinding(
        [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, int farmId, RepairInput input) =>
        ChangeAsync(grains, caller, farmId, new() { Repair = input });

    private static async Task<BindingChangeView> ChangeAsync(
        IGrainFactory grains, ApiPrincipal caller, int farmId, BindingChangeInput input)
    {
        caller.RequireWrite(farmId);
        var change = input.ToChange(caller.Name);
        await FarmAccess.RequireAsync(grains, farmId);
        return new(await grains.GetGrain<IHerdBookGrain>(farmId).ChangeBindingsAsync(change));
    }
}
