namespace SmartDairy.Grains.Alerts;

/// <summary>The keys of the last 64 readings that were evaluated, to recognise repetitions.</summary>
public sealed class RecentReadingKeys
{
    private readonly ulong[] _keys = new ulong[64];
    private int _next;

    /// <summary>Adds a key. False when it is known already.</summary>
    public bool TryAdd(ulong key)
    {
        if (_keys.AsSpan().Contains(key))
        {
            return false;
        }

        _keys[_next] = key;
        _next = (_next + 1) % _keys.Length;
        return true;
    }
}
