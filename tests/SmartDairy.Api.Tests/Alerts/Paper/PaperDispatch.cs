using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Contracts.Refusals;

namespace SmartDairy.Api.Tests.Alerts.Paper;

/// <summary>A farm's dispatch: resends what is dead, and a provider that answers 250.</summary>
internal sealed class PaperDispatch(PaperAlertStore store, int farmId) : IDispatchGrain
{
    public List<(DeliveryChannel Channel, string Address)> Tests { get; } = [];

    public Task NudgeAsync() => Task.CompletedTask;

    public Task<DeliveryRow?> ResendAsync(string deliveryId)
    {
        var row = store.Deliveries.FirstOrDefault(each => each.FarmId == farmId && each.Id == deliveryId);
        if (row is { State: not DeliveryState.Dead }) throw new RefusedException(RefusalKind.Conflict, "It is not dead.");
        return Task.FromResult(row is null ? null : row with { State = DeliveryState.Pending, Attempts = 0 });
    }

    public Task<DeliveryRow> TestAsync(DeliveryChannel channel, string address)
    {
        Tests.Add((channel, address));
        return Task.FromResult(Alarm.Delivery("DEL-TEST", farmId, DeliveryState.Delivered, channel) with { Address = address, Answer = "250 OK", Purpose = DeliveryPurpose.Test });
    }
}
