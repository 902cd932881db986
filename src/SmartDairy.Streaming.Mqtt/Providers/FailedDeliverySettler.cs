using Microsoft.Extensions.Logging;

namespace SmartDairy.Streaming.Mqtt.Providers;

/// <summary>What happens to deliveries that failed for good: recorded and acknowledged, or else abandoned.</summary>
internal sealed class FailedDeliverySettler(IMqttFailureRecorder recorder, ILogger logger)
{
    /// <summary>Settles each delivery that is open. Never throws.</summary>
    /// <returns>How many were recorded and how many abandoned.</returns>
    public async Task<(int Recorded, int Abandoned)> SettleAsync(
        IReadOnlyList<MqttDelivery> deliveries, string reason, CancellationToken cancellationToken)
    {
        var attempts = new Task<MqttSettlement?>[deliveries.Count];
        for (var i = 0; i < attempts.Length; i++)
        {
            attempts[i] = SettleAsync(deliveries[i], reason, cancellationToken);
        }

        var recorded = 0;
        var abandoned = 0;
        foreach (var outcome in await Task.WhenAll(attempts).ConfigureAwait(false))
        {
            recorded += outcome is MqttSettlement.ImplementationSpecificError ? 1 : 0;
            abandoned += outcome is MqttSettlement.Abandon ? 1 : 0;
        }

        return (recorded, abandoned);
    }

    private async Task<MqttSettlement?> SettleAsync(MqttDelivery delivery, string reason, CancellationToken cancellationToken)
    {
        if (delivery.IsSettled)
        {
            return null;
        }

        var recorded = false;
        try
        {
            recorded = await recorder.TryRecordAsync(delivery, reason, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            logger.RecorderFailed(exception, delivery.Topic);
        }

        var outcome = recorded ? MqttSettlement.ImplementationSpecificError : MqttSettlement.Abandon;
        return delivery.TrySettle(outcome) ? outcome : null;
    }
}
