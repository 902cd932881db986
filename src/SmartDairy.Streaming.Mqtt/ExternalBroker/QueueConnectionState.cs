namespace SmartDairy.Streaming.Mqtt.ExternalBroker;

/// <summary>Whether a queue is connected, since when, and what went wrong last. Written by the queue's loop, read by anybody.</summary>
internal sealed class QueueConnectionState(TimeProvider clock)
{
    private volatile State _state = new(false, clock.GetUtcNow(), null, -1);

    public bool IsConnected => _state.IsConnected;

    /// <returns>Whether it was for the first time.</returns>
    public bool MarkConnected()
    {
        var before = _state;
        _state = new State(true, clock.GetUtcNow(), before.LastError, before.Reconnects + 1);
        return before.Reconnects < 0;
    }

    /// <param name="reason">Why; null: on purpose.</param>
    public void MarkDisconnected(string? reason)
    {
        var before = _state;
        _state = before with
        {
            IsConnected = false,
            Since = before.IsConnected ? clock.GetUtcNow() : before.Since,
            LastError = reason ?? before.LastError,
        };
    }

    public MqttBrokerQueueStatus CreateStatus(int queue, int held, bool isPaused)
    {
        var state = _state;
        return new(queue, state.IsConnected, state.Since, state.LastError, Math.Max(0, state.Reconnects), held, isPaused);
    }

    private sealed record State(bool IsConnected, DateTimeOffset Since, string? LastError, long Reconnects);
}
