using Orleans.Concurrency;

namespace SmartDairy.Contracts.Alerts.Delivery;

/// <summary>Sends what a farm's alerts want sent. Its key is the farm's number.</summary>
[Alias("dispatch")]
public interface IOutboxGrain : IGrainWithIntegerKey
{
    /// <summary>Something was stored that is due.</summary>
    [Alias("nudge"), OneWay] Task SignalPendingAsync();

    /// <summary>Sends a dead letter again, from the beginning. Null when the farm has no such delivery; refused with CONFLICT when it is not dead.</summary>
    [Alias("resend")] Task<AlertDelivery?> ResendAsync(string deliveryId);

    /// <summary>Sends a test message now and tells what the provider answered. Refused with INVALID_ARGUMENT when the address or the channel is not usable.</summary>
    [Alias("test")] Task<AlertDelivery> SendTestAsync(DeliveryChannel channel, string address);
}
