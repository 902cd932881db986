using GraphQL;
using SmartDairy.Api.Schema.Farms;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Animals;

namespace SmartDairy.Api.Schema.Bindings;

/// <summary>What changes who wears what.</summary>
public sealed class BindingMutations
{
    /// <summary>
    /// Gives an animal a collar, tag or place. What follows from it is derived anew, up to 120 days back; the answer says what is different. See it first with previewBinding.
    /// </summary>
    public static Task<BindingChangeView> BindAnimal([FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, int farmId, BindInput input) =>
        ChangeAsync(grains, caller, farmId, new() { Bind = input });

    /// <summary>Two animals exchange their collars, now or in the past. What follows from it is derived anew.</summary>
    public static Task<BindingChangeView> SwapCollars([FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, int farmId, SwapInput input) =>
        ChangeAsync(grains, caller, farmId, new() { Swap = input });

    /// <summary>Puts a binding right that was told wrong, or takes it back. What follows from it is derived anew.</summary>
    public static Task<BindingChangeView> RepairBinding([FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, int farmId, RepairInput input) =>
        ChangeAsync(grains, caller, farmId, new() { Repair = input });

    private static async Task<BindingChangeView> ChangeAsync(IGrainFactory grains, ApiPrincipal caller, int farmId, BindingChangeInput input)
    {
        caller.RequireWrite(farmId);
        var change = input.ToChange(caller.Name);
        await FarmAccess.RequireAsync(grains, farmId);
        return new(await grains.GetGrain<IHerdBookGrain>(farmId).ChangeBindingsAsync(change));
    }
}
