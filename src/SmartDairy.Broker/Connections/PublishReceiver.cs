namespace SmartDairy.Broker.Connections;

/// <summary>
/// Receives the publishes of all connections. Completes when the publish is queued, which is later than its turn while the queue is full.
/// </summary>
internal delegate ValueTask PublishReceiver(DevicePublish publish);
