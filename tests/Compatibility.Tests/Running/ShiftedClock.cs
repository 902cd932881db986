namespace SmartDairy.Compatibility.Tests.Running;

/// <summary>
/// A clock that runs as fast as the system's, from a given time on. With it recorded data never grows old: how far back a message may
/// lie, what is due and what is long ago are as they were when it was recorded.
/// </summary>
internal sealed class ShiftedClock(DateTimeOffset start) : TimeProvider
{
    private readonly TimeSpan _shift = start - System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _shift;
}
