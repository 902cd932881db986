using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Contracts.Refusals;

namespace SmartDairy.Api.Tests.Alerts.Fakes;

/// <summary>A farm's dispatch: resends what is dead, and a provider that answers 250.</summary>
internal sealed class FakeOutboxGrain(FakeAlertStore store, int farmId) : IOutboxGrain
{
    public List<(DeliveryChannel Channel, string Address)> Tests { get; } = [];

    public Task SignalPendingAsync() => Task.CompletedTask;

    public Task<AlertDelivery?> ResendAsync(string deliveryId)
    {
        var row = store.Deliveries.FirstOrDefault(each => each.FarmId == farmId && each.Id == deliveryId);
        if (row is { State: not DeliveryState.Dead })
        {
            throw new RefusedException(RefusalKind.Conflict, "It is not dead.");
        }

        return Task.FromResult(row is null ? null : row with { State = DeliveryState.Pending, Attempts = 0 });
    }

    public Task<AlertDelivery> SendTestAsync(DeliveryChannel channel, string address)
    {
        Tests.Add((channel, address));
        return Task.FromResult(SampleAlerts.CreateDelivery("DEL-TEST", farmId, DeliveryState.Delivered, channel) with
        { Address = address, ProviderResponse = "250 OK", Purpose = DeliveryPurpose.Test });
    }
}
