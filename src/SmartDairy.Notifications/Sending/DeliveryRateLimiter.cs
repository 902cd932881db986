using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Notifications.Configuration;

namespace SmartDairy.Notifications.Sending;

/// <summary>How much may be sent: so many a second on a channel, so many an hour to one address. Safe to call from several threads; each process counts for itself.</summary>
public sealed class DeliveryRateLimiter(NotificationOptions settings, TimeProvider time)
{
    private const int SweepThreshold = 10_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<DeliveryChannel, TokenBucket> _channels = [];
    private readonly Dictionary<(DeliveryChannel Channel, string Address), TokenBucket> _addresses = [];
    private int _sweepAt = SweepThreshold;

    /// <summary>Zero: send now, it is counted. Else nothing is counted; ask again after so long.</summary>
    public TimeSpan AcquireOrGetDelay(DeliveryChannel channel, string address)
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            var ofChannel = GetChannelBucket(channel, now);
            var ofAddress = GetAddressBucket(channel, address, now);
            var wait = ofChannel.GetDelay(time, now);
            var longer = ofAddress.GetDelay(time, now);
            wait = longer > wait ? longer : wait;
            if (wait == TimeSpan.Zero)
            {
                ofChannel.Consume();
                ofAddress.Consume();
            }

            return wait;
        }
    }

    private TokenBucket GetChannelBucket(DeliveryChannel channel, long now)
    {
        if (!_channels.TryGetValue(channel, out var bucket))
        {
            var rate = settings.Rate.GetPerSecond(channel);
            _channels[channel] = bucket = new(Math.Max(1, rate), rate, now);
        }

        return bucket;
    }

    private TokenBucket GetAddressBucket(DeliveryChannel channel, string address, long now)
    {
        if (_addresses.TryGetValue((channel, address), out var bucket))
        {
            return bucket;
        }

        if (_addresses.Count >= _sweepAt)
        {
            // A full bucket is as good as none.
            foreach (var key in _addresses.Where(pair => pair.Value.IsFull(time, now)).Select(pair => pair.Key).ToList())
            {
                _addresses.Remove(key);
            }

            _sweepAt = Math.Max(SweepThreshold, _addresses.Count * 2);
        }

        var perHour = settings.Rate.GetPerHour(channel);
        return _addresses[(channel, address)] = new(perHour, perHour / 3_600.0, now);
    }
}
