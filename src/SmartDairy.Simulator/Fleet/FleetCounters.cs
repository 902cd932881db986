namespace SmartDairy.Simulator.Fleet;

/// <summary>Counters that all connections of a fleet share.</summary>
internal sealed class FleetCounters
{
    private long _sent;
    private long _acknowledged;
    private long _refused;
    private int _connected;

    public void CountSent() => Interlocked.Increment(ref _sent);

    public void CountAcknowledged() => Interlocked.Increment(ref _acknowledged);

    public void CountRejected() => Interlocked.Increment(ref _refused);

    public void AddConnected(int change) => Interlocked.Add(ref _connected, change);

    public FleetProgress Snapshot(long? total, TimeSpan elapsed) => new(
        Interlocked.Read(ref _sent), Interlocked.Read(ref _acknowledged), Interlocked.Read(ref _refused), total, Volatile.Read(ref _connected), elapsed);
}
