namespace SmartDairy.Streaming.Mqtt.ExternalBroker;

/// <summary>
/// Detects that another silo took the session of a queue over. A broker should send that reason; Mosquitto before 2.0.15 closes the old
/// connection without one, and then the detector guesses. A new owner reconnects, the old one backs off.
/// </summary>
internal sealed class SessionTakeoverDetector(TimeProvider clock)
{
    private static readonly TimeSpan MinReconnectDelay = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan MinRestPeriod = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan TakeoverWindow = TimeSpan.FromMinutes(1);
    private readonly long _opened = clock.GetTimestamp();
    private long? _lastUnexplainedClose;

    /// <summary>
    /// How long to keep out of the other's way: 20 to 40 s. By then this silo has learnt that it lost the queue, if it did.
    /// </summary>
    public static TimeSpan NextRestPeriod() => MinRestPeriod * (1 + Random.Shared.NextDouble());

    /// <summary>The broker could not be reached: that is why it closed the last connection.</summary>
    public void OnBrokerUnreachable() => _lastUnexplainedClose = null;

    /// <summary>The broker closed a working connection without a reason.</summary>
    /// <returns>
    /// How long to wait: 2 to 4 s, in which the cluster's news of a queue that moved arrives; or a whole rest when it did so twice within a
    /// minute though it could be reached at once, unless this silo took the queue over only just now.
    /// </returns>
    public (TimeSpan Pause, bool IsTakeover) OnUnexplainedClose()
    {
        var isTakeover = _lastUnexplainedClose is { } before && clock.GetElapsedTime(before) < TakeoverWindow
            && clock.GetElapsedTime(_opened) >= TakeoverWindow;
        _lastUnexplainedClose = clock.GetTimestamp();
        return isTakeover ? (NextRestPeriod(), true) : (MinReconnectDelay * (1 + Random.Shared.NextDouble()), false);
    }
}
