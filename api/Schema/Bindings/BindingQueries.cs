using GraphQL;
using SmartDairy.Api.Schema.Farms;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Animals;

namespace SmartDairy.Api.Schema.Bindings;

/// <summary>Queries of the bindings between animals and collars, tags and places.</summary>
public sealed class BindingQueries
{
    /// <summary>
    /// Shows the effect of a change of bindings without storing it: bindings, hours of collar data and detections that change.
    /// </summary>
    public static async Task<BindingChangeView> PreviewBinding(
        [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, int farmId, BindingChangeInput change)
    {
        caller.RequireRead(farmId);
        var asked = change.ToChange(caller.Name);
        await FarmAccess.RequireAsync(grains, farmId);
        return new(await grains.GetGrain<IHerdBookGrain>(farmId).PreviewBindingChangeAsync(asked));
    }
}
