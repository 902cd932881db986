namespace SmartDairy.Streaming.Mqtt.Providers;

/// <summary>
/// Learns that a batch was put on the wire, hence is read by a consumer on another silo. The serializer resolves it as a service of the
/// silo.
/// </summary>
internal sealed class MqttBatchSerializationCallbacks
{
    public void OnSerializing(MqttBatchContainer batch) => batch.InFlight?.MarkRead();

    public void OnSerialized(MqttBatchContainer batch)
    {
    }

    public void OnDeserializing(MqttBatchContainer batch)
    {
    }

    public void OnDeserialized(MqttBatchContainer batch)
    {
    }

    public void OnCopying(MqttBatchContainer original, MqttBatchContainer copy)
    {
    }

    public void OnCopied(MqttBatchContainer original, MqttBatchContainer copy)
    {
    }
}
