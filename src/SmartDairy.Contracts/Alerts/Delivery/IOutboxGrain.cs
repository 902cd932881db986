using Orleans.Concurrency;

namespace SmartDairy.Contracts.Alerts.Delivery;

/// <summary>Sends the deliveries of a farm's alerts. The grain key is the farm id.</summary>
[Alias("dispatch")]
public interface IOutboxGrain : IGrainWithIntegerKey
{
    /// <summary>Signals that a delivery that is due has been stored.</summary>
    [Alias("nudge"), OneWay] Task SignalPendingAsync();

    /// <summary>
    /// Sends a dead delivery again with a new series of attempts. Null when the farm has no such delivery; refused with CONFLICT when the
    /// delivery is not dead.
    /// </summary>
    [Alias("resend")] Task<AlertDelivery?> ResendAsync(string deliveryId);

    /// <summary>
    /// Sends a test message immediately and returns the delivery with the provider's response. Refused with INVALID_ARGUMENT when the
    /// address or the channel is not usable.
    /// </summary>
    [Alias("test")] Task<AlertDelivery> SendTestAsync(DeliveryChannel channel, string address);
}
