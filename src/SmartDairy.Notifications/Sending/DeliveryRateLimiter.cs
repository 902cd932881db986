using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Notifications.Configuration;

namespace SmartDairy.Notifications.Sending;

/// <summary>Limits deliveries per second on a channel and per hour to one address. Thread-safe; each process counts separately.</summary>
public sealed class DeliveryRateLimiter(NotificationOptions settings, TimeProvider time)
{
    private const int SweepThreshold = 10_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<DeliveryChannel, TokenBucket> _channels = [];
    private readonly Dictionary<(DeliveryChannel Channel, string Address), TokenBucket> _addresses = [];
    private int _sweepAt = SweepThreshold;

    /// <summary>
    /// Zero when the delivery may be sent now, in which case it is counted; otherwise the time after which to ask again, and nothing is
    /// counted.
    /// </summary>
    public TimeSpan AcquireOrGetDelay(DeliveryChannel channel, string address)
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            var channelBucket = GetChannelBucket(channel, now);
            var addressBucket = GetAddressBucket(channel, address, now);
            var wait = channelBucket.GetDelay(time, now);
            var addressWait = addressBucket.GetDelay(time, now);
            wait = addressWait > wait ? addressWait : wait;
            if (wait == TimeSpan.Zero)
            {
                channelBucket.Consume();
                addressBucket.Consume();
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
            // A full bucket is equivalent to a new one and can be removed.
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
