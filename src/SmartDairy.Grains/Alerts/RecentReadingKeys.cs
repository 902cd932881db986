namespace SmartDairy.Grains.Alerts;

/// <summary>The last 64 readings that were judged, by their keys: a repetition of one of them tells nothing new.</summary>
public sealed class RecentReadingKeys
{
    private readonly ulong[] _keys = new ulong[64];
    private int _next;

    /// <summary>False when it is among them already.</summary>
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
