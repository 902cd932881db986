using System.Collections.Concurrent;
using System.Net;

namespace SmartDairy.Broker.Authentication;

/// <summary>
/// Counts failed logins of a device from an address. After too many within a minute the pair is refused unchecked until the minute is over.
/// The same device is not refused from elsewhere, so that a stranger cannot lock it out, and further attempts do not prolong the minute.
/// </summary>
internal sealed class LoginThrottle(int maxFailures, TimeProvider time)
{
    private const int MaxPairs = 10_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<(string DeviceId, IPAddress Source), (int Failures, long Since)> _pairs = new();

    public bool IsBlocked(string deviceId, IPAddress source) =>
        _pairs.TryGetValue((deviceId, source), out var seen) && seen.Failures >= maxFailures && time.GetElapsedTime(seen.Since) < Window;

    public void RecordFailure(string deviceId, IPAddress source)
    {
        if (_pairs.Count >= MaxPairs)
        {
            RemoveExpired();
        }

        _pairs.AddOrUpdate(
            (deviceId, source),
            static (_, now) => (1, now.GetTimestamp()),
            static (_, seen, now) => now.GetElapsedTime(seen.Since) < Window ? (seen.Failures + 1, seen.Since) : (1, now.GetTimestamp()),
            time);
    }

    public void RecordSuccess(string deviceId, IPAddress source) => _pairs.TryRemove((deviceId, source), out _);

    private void RemoveExpired()
    {
        foreach (var (pair, seen) in _pairs)
        {
            if (time.GetElapsedTime(seen.Since) >= Window)
            {
                _pairs.TryRemove(pair, out _);
            }
        }

        // Ten thousand fresh ones are an attack with made-up names: counting them protects nobody.
        if (_pairs.Count >= MaxPairs)
        {
            _pairs.Clear();
        }
    }
}
