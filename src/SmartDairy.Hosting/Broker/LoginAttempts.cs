using System.Collections.Concurrent;
using System.Net;

namespace SmartDairy.Hosting.Broker;

/// <summary>
/// Failed logins of a device from an address. Too many within a minute, and that pair is refused unchecked until the minute is over; the same
/// device from elsewhere is not, so that a stranger cannot lock it out, and trying on meanwhile does not prolong it.
/// </summary>
internal sealed class LoginAttempts(int most, TimeProvider time)
{
    private const int MostPairs = 10_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<(string DeviceId, IPAddress Source), (int Failures, long Since)> _pairs = new();

    public bool IsHeldOff(string deviceId, IPAddress source) =>
        _pairs.TryGetValue((deviceId, source), out var seen) && seen.Failures >= most && time.GetElapsedTime(seen.Since) < Window;

    public void Failed(string deviceId, IPAddress source)
    {
        if (_pairs.Count >= MostPairs)
        {
            Forget();
        }

        _pairs.AddOrUpdate(
            (deviceId, source),
            static (_, now) => (1, now.GetTimestamp()),
            static (_, seen, now) => now.GetElapsedTime(seen.Since) < Window ? (seen.Failures + 1, seen.Since) : (1, now.GetTimestamp()),
            time);
    }

    public void Succeeded(string deviceId, IPAddress source) => _pairs.TryRemove((deviceId, source), out _);

    private void Forget()
    {
        foreach (var (pair, seen) in _pairs)
        {
            if (time.GetElapsedTime(seen.Since) >= Window)
            {
                _pairs.TryRemove(pair, out _);
            }
        }

        // Ten thousand fresh ones are an attack with made-up names: counting them protects nobody.
        if (_pairs.Count >= MostPairs)
        {
            _pairs.Clear();
        }
    }
}
