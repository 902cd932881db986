namespace SmartDairy.Notifications.Sending;

/// <summary>A token bucket: allows a burst of its size and then a constant rate. Not thread-safe.</summary>
internal sealed class TokenBucket
{
    private readonly double _size;
    private readonly double _perSecond;
    private double _tokens;
    private long _updatedAt;

    /// <param name="size">Size of the bucket, at least 1.</param>
    /// <param name="perSecond">Tokens added per second.</param>
    /// <param name="now">A timestamp of the time provider.</param>
    public TokenBucket(double size, double perSecond, long now)
    {
        (_size, _perSecond, _tokens, _updatedAt) = (size, perSecond, size, now);
    }

    /// <summary>Time until a token is available; zero when one is available now.</summary>
    public TimeSpan GetDelay(TimeProvider time, long now)
    {
        _tokens = Math.Min(_size, _tokens + time.GetElapsedTime(_updatedAt, now).TotalSeconds * _perSecond);
        _updatedAt = now;
        // Tolerates rounding: after waiting exactly the returned delay, a token must be available.
        return _tokens >= 1 - 1e-6 ? TimeSpan.Zero : TimeSpan.FromSeconds((1 - _tokens) / _perSecond);
    }

    public void Consume() => _tokens = Math.Max(0, _tokens - 1);

    public bool IsFull(TimeProvider time, long now) => _tokens + time.GetElapsedTime(_updatedAt, now).TotalSeconds * _perSecond >= _size;
}
