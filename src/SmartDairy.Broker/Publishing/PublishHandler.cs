using MQTTnet.Protocol;
using SmartDairy.Broker.Connections;
using SmartDairy.History.Ledger;
using SmartDairy.Streaming.Mqtt;

namespace SmartDairy.Broker.Publishing;

/// <summary>Receives the publishes of all connections: counts each as received and queues it for its shard.</summary>
internal sealed class PublishHandler(InProcessMqttSource source, PublishAcknowledger acknowledger, IntakeLedger ledger, TimeProvider time)
{
    /// <summary>
    /// Queues a publish. Completes later than its turn while the queue is full; a QoS 0 publish never waits, it is dropped instead.
    /// </summary>
    public ValueTask HandleAsync(DevicePublish publish)
    {
        var delivery = new EmbeddedDelivery(publish, time.GetUtcNow().ToUnixTimeMilliseconds(), acknowledger);
        ledger.MarkReceived(publish.Sender.FarmId);
        if (publish.QualityOfService != MqttQualityOfServiceLevel.AtMostOnce)
        {
            return source.EnqueueAsync(delivery);
        }

        if (!source.TryEnqueue(delivery))
        {
            ledger.MarkSettled(publish.Sender.FarmId);
            IntakeMetrics.BestEffortDropped();
        }

        return ValueTask.CompletedTask;
    }
}
