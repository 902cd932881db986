using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Notifications.Settings;

namespace SmartDairy.Notifications.Sending;

/// <summary>How much may be sent: so many a second on a channel, so many an hour to one address. Safe to call from several threads; each process counts for itself.</summary>
public sealed class RateLimit(NotificationSettings settings, TimeProvider time)
{
    private const int ManyAddresses = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<DeliveryChannel, TokenBucket> _channels = [];
    private readonly Dictionary<(DeliveryChannel Channel, string Address), TokenBucket> _addresses = [];
    private int _sweepAt = ManyAddresses;

    /// <summary>Zero: send now, it is counted. Else nothing is counted; ask again after so long.</summary>
    public TimeSpan Take(DeliveryChannel channel, string address)
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            var ofChannel = OfChannel(channel, now);
            var ofAddress = OfAddress(channel, address, now);
            var wait = ofChannel.Wait(time, now);
            var longer = ofAddress.Wait(time, now);
            wait = longer > wait ? longer : wait;
            if (wait == TimeSpan.Zero)
            {
                ofChannel.Take();
                ofAddress.Take();
            }

            return wait;
        }
    }

    private TokenBucket OfChannel(DeliveryChannel channel, long now)
    {
        if (!_channels.TryGetValue(channel, out var bucket))
        {
            var rate = settings.Rate.PerSecond(channel);
            _channels[channel] = bucket = new(Math.Max(1, rate), rate, now);
        }

        return bucket;
    }

    private TokenBucket OfAddress(DeliveryChannel channel, string address, long now)
    {
        if (_addresses.TryGetValue((channel, address), out var bucket))
        {
            return bucket;
        }

        if (_addresses.Count >= _sweepAt)
        {
            // A full bucket is as good as none.
            foreach (var key in _addresses.Where(pair => pair.Value.Full(time, now)).Select(pair => pair.Key).ToList())
            {
                _addresses.Remove(key);
            }

            _sweepAt = Math.Max(ManyAddresses, _addresses.Count * 2);
        }

        var perHour = settings.Rate.PerHour(channel);
        return _addresses[(channel, address)] = new(perHour, perHour / 3_600.0, now);
    }
}
