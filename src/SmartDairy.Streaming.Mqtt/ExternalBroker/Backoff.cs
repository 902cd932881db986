namespace SmartDairy.Streaming.Mqtt.ExternalBroker;

/// <summary>Exponential pauses with full jitter: many clients that lost one broker come back spread out.</summary>
internal sealed class Backoff(TimeSpan min, TimeSpan max)
{
    // 2^20 milliseconds are more than any maximum.
    private const int MaxDoublings = 20;
    private int _failures;

    /// <summary>The next pause: at random up to min doubled by each failure, at most max, and never quite nothing.</summary>
    public TimeSpan NextDelay()
    {
        var ceiling = Math.Min(max.TotalMilliseconds, min.TotalMilliseconds * (1 << Math.Min(_failures++, MaxDoublings)));
        var floor = min.TotalMilliseconds / 10;
        return TimeSpan.FromMilliseconds(floor + (Random.Shared.NextDouble() * (ceiling - floor)));
    }

    public void Reset() => _failures = 0;
}
