using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SmartDairy.Notifications.Configuration;

namespace SmartDairy.Notifications.Sending;

/// <summary>
/// Computes the delay before a failed delivery is retried: a random part of an interval that doubles with each attempt, so that deliveries
/// that failed together are not retried together.
/// </summary>
public sealed class RetrySchedule(NotificationOptions settings)
{
    private static readonly TimeSpan MinDelay = TimeSpan.FromSeconds(1);

    private readonly DeliveryRetryOptions _settings = settings.Retry;

    /// <param name="deliveryId">Seeds the random part, so that the same delivery and attempt always get the same delay.</param>
    /// <param name="attempts">Number of attempts so far, at least 1.</param>
    /// <param name="firstDueAt">When the delivery was first due; for a resent dead delivery, when it was resent.</param>
    /// <param name="now">Time of the failed attempt.</param>
    /// <param name="retryAfter">Time to wait requested by the provider; null when it requested none.</param>
    /// <returns>The delay, at least one second; null to give up. The last attempt is made when the retry period ends, not
    /// earlier.</returns>
    public TimeSpan? GetDelay(string deliveryId, int attempts, DateTimeOffset firstDueAt, DateTimeOffset now, TimeSpan? retryAfter)
    {
        var remaining = firstDueAt.AddHours(_settings.GiveUpHours) - now;
        if (remaining <= TimeSpan.Zero || retryAfter > remaining)
        {
            return null;
        }

        var maxSeconds = Math.Min(_settings.LongestSeconds, _settings.FirstSeconds * Math.Pow(2, Math.Clamp(attempts - 1, 0, 30)));
        var wait = TimeSpan.FromSeconds(maxSeconds * DeterministicJitter(deliveryId, attempts));
        wait = wait < MinDelay ? MinDelay : wait;
        wait = retryAfter > wait ? retryAfter.Value : wait;
        return wait < remaining ? wait : remaining < MinDelay ? MinDelay : remaining;
    }

    /// <summary>A number in [0, 1), uniformly distributed over ids and attempts.</summary>
    private static double DeterministicJitter(string deliveryId, int attempts)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{attempts}\n{deliveryId}")));
        return (BinaryPrimitives.ReadUInt64LittleEndian(hash) >> 11) * (1.0 / (1UL << 53));
    }
}
