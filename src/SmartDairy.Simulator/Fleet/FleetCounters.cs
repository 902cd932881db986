namespace SmartDairy.Simulator.Fleet;

/// <summary>Counters shared by all connections of a fleet.</summary>
internal sealed class FleetCounters
{
    private long _sent;
    private long _acknowledged;
    private long _rejected;
    private int _connected;

    public void CountSent() => Interlocked.Increment(ref _sent);

    public void CountAcknowledged() => Interlocked.Increment(ref _acknowledged);

    public void CountRejected() => Interlocked.Increment(ref _rejected);

    public void AddConnected(int change) => Interlocked.Add(ref _connected, change);

    public FleetProgress Snapshot(long? total, TimeSpan elapsed) => new(
        Interlocked.Read(ref _sent), Interlocked.Read(ref _acknowledged), Interlocked.Read(ref _rejected), total,
        Volatile.Read(ref _connected), elapsed);
}
