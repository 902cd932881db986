using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SmartDairy.Notifications.Configuration;

namespace SmartDairy.Notifications.Sending;

/// <summary>When a delivery that failed is tried again: after a random part of a span that doubles, so that many that failed together do not come together again.</summary>
public sealed class RetrySchedule(NotificationOptions settings)
{
    private static readonly TimeSpan MinDelay = TimeSpan.FromSeconds(1);

    private readonly DeliveryRetryOptions _settings = settings.Retry;

    /// <param name="deliveryId">Chooses the random part: asked again, the answer is the same.</param>
    /// <param name="attempts">How often it was tried: 1 or more.</param>
    /// <param name="firstDueAt">When it was first due. For a dead letter that is sent again: since then.</param>
    /// <param name="now">The attempt that failed.</param>
    /// <param name="retryAfter">How long the provider wants to be left alone; null when it did not say.</param>
    /// <returns>How long to wait, at least a second; null: give it up. The last attempt is made when its time is over, not before.</returns>
    public TimeSpan? GetDelay(string deliveryId, int attempts, DateTimeOffset firstDueAt, DateTimeOffset now, TimeSpan? retryAfter)
    {
        var left = firstDueAt.AddHours(_settings.GiveUpHours) - now;
        if (left <= TimeSpan.Zero || retryAfter > left)
        {
            return null;
        }

        var longest = Math.Min(_settings.LongestSeconds, _settings.FirstSeconds * Math.Pow(2, Math.Clamp(attempts - 1, 0, 30)));
        var wait = TimeSpan.FromSeconds(longest * DeterministicJitter(deliveryId, attempts));
        wait = wait < MinDelay ? MinDelay : wait;
        wait = retryAfter > wait ? retryAfter.Value : wait;
        return wait < left ? wait : left < MinDelay ? MinDelay : left;
    }

    /// <summary>In [0, 1), evenly spread over ids and attempts.</summary>
    private static double DeterministicJitter(string deliveryId, int attempts)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{attempts}\n{deliveryId}")));
        return (BinaryPrimitives.ReadUInt64LittleEndian(hash) >> 11) * (1.0 / (1UL << 53));
    }
}
