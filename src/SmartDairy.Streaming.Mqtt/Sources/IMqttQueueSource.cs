namespace SmartDairy.Streaming.Mqtt;

/// <summary>
/// One queue while this silo owns it. One reader at a time. Disposing it abandons every delivery that was not read
/// (<see cref="MqttSettlement.Abandon"/>), so that its sender publishes it again, to the next owner.
/// </summary>
public interface IMqttQueueSource : IAsyncDisposable
{
    /// <summary>Deliveries waiting to be read; a figure for metrics, so it may lag. Negative if unknown.</summary>
    int Depth { get; }

    /// <summary>Connects, subscribes, whatever lets deliveries flow. Called before the first read, and again after it threw.</summary>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Takes the next delivery without waiting; false if there is none now.</summary>
    bool TryRead([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out MqttDelivery? delivery);

    /// <summary>
    /// Completes with true when a delivery can be read, with false when none will ever come again. Throws when the source is broken;
    /// the provider then reports the failed read and asks again.
    /// </summary>
    ValueTask<bool> WaitAsync(CancellationToken cancellationToken);
}
