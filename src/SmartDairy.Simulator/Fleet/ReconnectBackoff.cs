namespace SmartDairy.Simulator.Fleet;

/// <summary>Doubling waits, each shortened at random by up to half so that a fleet does not reconnect at once.</summary>
internal sealed class ReconnectBackoff(TimeSpan min, TimeSpan max)
{
    private int _failures;

    public void Reset() => _failures = 0;

    public TimeSpan Next()
    {
        var doubled = Math.Min(max.TotalMilliseconds, min.TotalMilliseconds * Math.Pow(2, Math.Min(_failures++, 30)));
        return TimeSpan.FromMilliseconds(doubled * (0.5 + (0.5 * Random.Shared.NextDouble())));
    }
}
