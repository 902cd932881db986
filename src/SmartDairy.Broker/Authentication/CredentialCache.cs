using System.Collections.Concurrent;
using SmartDairy.History.Registry;

namespace SmartDairy.Broker.Authentication;

/// <summary>
/// Device rows for logins, kept for seconds: after a power cut every device of a farm comes back at once, and some try more than once.
/// Unknown ids are not kept, so that a device may log in as soon as it is registered.
/// </summary>
internal sealed class CredentialCache(IRegistry registry, TimeProvider time)
{
    private const int MaxRows = 16_384;
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<string, (DeviceRow Row, long Since)> _rows = new(StringComparer.Ordinal);

    /// <summary>The row of a device, at most 5 s old; null when the device is not registered.</summary>
    public async ValueTask<DeviceRow?> FindAsync(string deviceId, CancellationToken cancellationToken)
    {
        if (_rows.TryGetValue(deviceId, out var known) && time.GetElapsedTime(known.Since) < Lifetime)
        {
            return known.Row;
        }

        var asked = time.GetTimestamp();
        var row = await registry.FindDeviceAsync(deviceId, cancellationToken).ConfigureAwait(false);
        if (row is null)
        {
            _rows.TryRemove(deviceId, out _);
            return null;
        }

        if (_rows.Count >= MaxRows)
        {
            _rows.Clear();
        }

        _rows[deviceId] = (row, asked);
        return row;
    }

    /// <summary>Forgets a row that has changed: the next login reads it again.</summary>
    public void Invalidate(string deviceId) => _rows.TryRemove(deviceId, out _);
}
