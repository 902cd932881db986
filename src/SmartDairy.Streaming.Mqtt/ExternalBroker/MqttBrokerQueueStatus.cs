namespace SmartDairy.Streaming.Mqtt;

/// <summary>How one queue that this silo owns stands with the broker.</summary>
/// <param name="Queue">0 to <see cref="MqttStreamOptions.Queues"/> - 1.</param>
/// <param name="IsConnected">Whether it is connected and subscribed.</param>
/// <param name="Since">Since when that is so.</param>
/// <param name="LastError">Why it is not connected, or was not the last time, in a sentence; null if it always was, or had no time to fail
/// yet.</param>
/// <param name="Reconnects">How often it was connected after the first time.</param>
/// <param name="UnsettledCount">Deliveries read and not settled.</param>
/// <param name="IsPaused">Whether it does not read, because <see cref="MqttBrokerOptions.QueueCapacity"/> is reached.</param>
public sealed record MqttBrokerQueueStatus(
    int Queue, bool IsConnected, DateTimeOffset Since, string? LastError, long Reconnects, int UnsettledCount, bool IsPaused);
