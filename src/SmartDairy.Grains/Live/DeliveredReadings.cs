using SmartDairy.Contracts.Readings;

namespace SmartDairy.Grains.Live;

/// <summary>Remembers the readings delivered last. Not thread-safe.</summary>
internal sealed class DeliveredReadings(int capacity)
{
    private readonly HashSet<ulong> _keys = [];
    private readonly Queue<(ulong Key, long ReceivedAt)> _order = new();

    /// <summary>Readings received at or before this time, Unix milliseconds, may have been delivered and forgotten.</summary>
    public long ForgottenUpTo { get; private set; } = long.MinValue;

    /// <summary>Notes a reading as delivered. False when it was delivered before.</summary>
    public bool TryAdd(Reading reading)
    {
        var key = ReadingKey.Create(reading);
        if (!_keys.Add(key))
        {
            return false;
        }

        if (_order.Count == capacity)
        {
            var (oldest, receivedAt) = _order.Dequeue();
            _keys.Remove(oldest);
            ForgottenUpTo = Math.Max(ForgottenUpTo, receivedAt);
        }

        _order.Enqueue((key, reading.ReceivedAt));
        return true;
    }
}
