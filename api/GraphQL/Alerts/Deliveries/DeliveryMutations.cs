using GraphQL;
using SmartDairy.Api.GraphQL.Devices;
using SmartDairy.Api.GraphQL.Errors;
using SmartDairy.Api.GraphQL.Farms;
using SmartDairy.Api.GraphQL.Typing;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.History.Alerts;

namespace SmartDairy.Api.GraphQL.Alerts.Deliveries;

/// <summary>What is done with what is told.</summary>
public sealed class DeliveryMutations
{
    private const int LongestAddress = 4_096;
    private const int LongestId = 200;

    /// <summary>Sends a dead letter again, from the beginning. NOT_FOUND when the farm has no such delivery, CONFLICT when it is not dead.</summary>
    public static async Task<DeliveryView> ResendDelivery(
        [FromServices] IAlertStore store, [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, CancellationToken cancel, int farmId, [Id] string id)
    {
        caller.RequireWrite(farmId);
        var before = id.Length is > 0 and <= LongestId ? await store.DeliveryAsync(farmId, id, cancel) : null;
        if (before?.Channel == DeliveryChannel.Command) caller.RequireScope(Scopes.Command);
        var sent = before is null ? null : await grains.GetGrain<IDispatchGrain>(farmId).ResendAsync(id);
        return sent is null
            ? throw new NotFoundException($"Farm {farmId} has no delivery '{Shown.Of(id)}'.", "List them with deliveries(state: DEAD).")
            : DeliveryView.Of(sent);
    }

    /// <summary>Sends a test message now, and shows what the provider answered.</summary>
    /// <param name="channel">By what way. COMMAND also takes the scope 'command'.</param>
    /// <param name="address">Mail address, telephone number, URL, a push target as JSON, or for COMMAND the id of a device of the farm.</param>
    public static async Task<DeliveryView> TestChannel(
        [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, int farmId, DeliveryChannel channel, string address)
    {
        caller.RequireWrite(farmId);
        Bound.Text("address", address, LongestAddress);
        await FarmGate.RequireAsync(grains, farmId);
        if (channel == DeliveryChannel.Command && (await DeviceGate.RequireAsync(grains, caller, Scopes.Command, address)).Registration.FarmId != farmId)
            throw new InvalidArgumentException($"Farm {farmId} has no device '{Shown.Of(address)}'.", "List its devices with devices.");
        return DeliveryView.Of(await grains.GetGrain<IDispatchGrain>(farmId).TestAsync(channel, address));
    }
}
