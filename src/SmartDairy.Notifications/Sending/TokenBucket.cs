namespace SmartDairy.Notifications.Sending;

/// <summary>So many at once, and so many a second after that. Not safe to use from several threads.</summary>
internal sealed class TokenBucket
{
    private readonly double _size;
    private readonly double _perSecond;
    private double _tokens;
    private long _updatedAt;

    /// <param name="size">1 or more.</param>
    /// <param name="now">A time stamp of the time provider.</param>
    public TokenBucket(double size, double perSecond, long now)
    {
        (_size, _perSecond, _tokens, _updatedAt) = (size, perSecond, size, now);
    }

    /// <summary>How long until there is a token; zero when there is one.</summary>
    public TimeSpan GetDelay(TimeProvider time, long now)
    {
        _tokens = Math.Min(_size, _tokens + time.GetElapsedTime(_updatedAt, now).TotalSeconds * _perSecond);
        _updatedAt = now;
        // A hair below one is one: waiting exactly as long as was said must be enough.
        return _tokens >= 1 - 1e-6 ? TimeSpan.Zero : TimeSpan.FromSeconds((1 - _tokens) / _perSecond);
    }

    public void Consume() => _tokens = Math.Max(0, _tokens - 1);

    public bool IsFull(TimeProvider time, long now) => _tokens + time.GetElapsedTime(_updatedAt, now).TotalSeconds * _perSecond >= _size;
}
