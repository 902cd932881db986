using GraphQL;
using SmartDairy.Api.Schema.Farms;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Animals;

namespace SmartDairy.Api.Schema.Bindings;

/// <summary>What is asked about who wears what.</summary>
public sealed class BindingQueries
{
    /// <summary>What a change of bindings would do: the bindings it makes, the hours that move, the detections that go and come. Nothing is stored.</summary>
    public static async Task<BindingChangeView> PreviewBinding(
        [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, int farmId, BindingChangeInput change)
    {
        caller.RequireRead(farmId);
        var asked = change.ToChange(caller.Name);
        await FarmAccess.RequireAsync(grains, farmId);
        return new(await grains.GetGrain<IHerdBookGrain>(farmId).PreviewBindingChangeAsync(asked));
    }
}
