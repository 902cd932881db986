using GraphQL;
using SmartDairy.Api.Schema.Devices;
using SmartDairy.Api.Schema.Farms;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.GraphQL.Errors;
using SmartDairy.History.Alerts;

namespace SmartDairy.Api.Schema.Deliveries;

/// <summary>Mutations of deliveries.</summary>
public sealed class DeliveryMutations
{
    private const int MaxAddressLength = 4_096;
    private const int MaxIdLength = 200;

    /// <summary>
    /// Sends a dead letter again as if new. NOT_FOUND when the farm has no such delivery, CONFLICT when it is not dead. A dead command also
    /// requires the scope 'command'.
    /// </summary>
    public static async Task<DeliveryView> ResendDelivery(
        [FromServices] IAlertStore store, [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller,
            CancellationToken cancellationToken, int farmId, [Id] string id)
    {
        caller.RequireWrite(farmId);
        var before = id.Length is > 0 and <= MaxIdLength ? await store.FindDeliveryAsync(farmId, id, cancellationToken) : null;
        if (before?.Channel == DeliveryChannel.Command)
        {
            caller.RequireScope(ApiScopes.Command);
        }

        var sent = before is null ? null : await grains.GetGrain<IOutboxGrain>(farmId).ResendAsync(id);
        return sent is null
            ? throw new NotFoundException(
                $"Farm {farmId} has no delivery '{ErrorText.Truncate(id)}'.", "List them with deliveries(state: DEAD).")
            : DeliveryView.From(sent);
    }

    /// <summary>Sends a test message now and returns the delivery with the provider's answer.</summary>
    /// <param name="channel">Notification channel to test. COMMAND also requires the scope 'command'.</param>
    /// <param name="address">
    /// Mail address, phone number, URL, push target as JSON, or for COMMAND the id of a device of the farm; 1 to 4,096 characters.
    /// </param>
    public static async Task<DeliveryView> TestChannel(
        [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller, int farmId, DeliveryChannel channel, string address)
    {
        caller.RequireWrite(farmId);
        Argument.NonBlank("address", address, MaxAddressLength);
        await FarmAccess.RequireAsync(grains, farmId);
        if (channel == DeliveryChannel.Command
            && (await DeviceAccess.RequireAsync(grains, caller, ApiScopes.Command, address)).Registration.FarmId != farmId)
        {
            throw new InvalidArgumentException(
                $"Farm {farmId} has no device '{ErrorText.Truncate(address)}'.", "List its devices with devices.");
        }

        return DeliveryView.From(await grains.GetGrain<IOutboxGrain>(farmId).SendTestAsync(channel, address));
    }
}
