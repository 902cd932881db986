using CsCheck;
using Microsoft.Extensions.Time.Testing;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Notifications.Configuration;
using SmartDairy.Notifications.Sending;
using Xunit;

namespace SmartDairy.Notifications.Tests.Sending;

public sealed class DeliveryRateLimiterTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Channel_rate_limits_deliveries_per_second()
    {
        var limit = Limit(rate => rate.SmsPerSecond = 2);
        Assert.Equal(TimeSpan.Zero, limit.AcquireOrGetDelay(DeliveryChannel.Sms, "a"));
        Assert.Equal(TimeSpan.Zero, limit.AcquireOrGetDelay(DeliveryChannel.Sms, "b"));
        var wait = limit.AcquireOrGetDelay(DeliveryChannel.Sms, "c");
        Assert.Equal(TimeSpan.FromSeconds(0.5), wait);
        Assert.Equal(TimeSpan.Zero, limit.AcquireOrGetDelay(DeliveryChannel.Email, "c")); // another channel
        _time.Advance(wait);
        Assert.Equal(TimeSpan.Zero, limit.AcquireOrGetDelay(DeliveryChannel.Sms, "c"));
    }

    [Fact]
    public void Address_rate_limits_deliveries_per_hour()
    {
        var limit = Limit(rate => (rate.EmailPerSecond, rate.PerAddressPerHour) = (1_000, 3));
        Assert.All(Enumerable.Range(0, 3), _ => Assert.Equal(TimeSpan.Zero, limit.AcquireOrGetDelay(DeliveryChannel.Email, "anna")));
        Assert.Equal(TimeSpan.FromMinutes(20), limit.AcquireOrGetDelay(DeliveryChannel.Email, "anna"));
        Assert.Equal(TimeSpan.Zero, limit.AcquireOrGetDelay(DeliveryChannel.Email, "bert"));
        _time.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(TimeSpan.Zero, limit.AcquireOrGetDelay(DeliveryChannel.Email, "anna"));
    }

    [Fact]
    public void Sender_after_the_returned_delay_may_send_and_the_rate_is_never_exceeded() =>
        Gen.Select(Gen.Double[0.1, 50], Gen.Int[0, 2_000].Array[1, 60]).Sample((perSecond, pauses) =>
        {
            var time = new FakeTimeProvider();
            var settings = new NotificationOptions();
            (settings.Rate.PushPerSecond, settings.Rate.PerAddressPerHour) = (perSecond, 3_600);
            var limit = new DeliveryRateLimiter(settings, time);
            var sent = 0;
            var start = time.GetUtcNow();
            foreach (var (pause, i) in pauses.Select((pause, i) => (pause, i)))
            {
                time.Advance(TimeSpan.FromMilliseconds(pause));
                if (limit.AcquireOrGetDelay(DeliveryChannel.WebPush, $"{i}") is var wait && wait > TimeSpan.Zero)
                {
                    time.Advance(wait);
                    Assert.Equal(TimeSpan.Zero, limit.AcquireOrGetDelay(DeliveryChannel.WebPush, $"{i}"));
                }

                sent++;
                Assert.True(sent <= Math.Max(1, perSecond) + perSecond * (time.GetUtcNow() - start).TotalSeconds + 0.01);
            }
        });

    private DeliveryRateLimiter Limit(Action<DeliveryRateOptions> change)
    {
        var settings = new NotificationOptions();
        change(settings.Rate);
        return new(settings, _time);
    }
}
