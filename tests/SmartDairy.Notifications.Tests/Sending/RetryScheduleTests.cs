using CsCheck;
using SmartDairy.Notifications.Sending;
using Xunit;

namespace SmartDairy.Notifications.Tests.Sending;

public sealed class RetryScheduleTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(1_770_036_910);

    private readonly RetrySchedule _schedule = new(new());

    [Fact]
    public void Delay_grows_to_15_minutes_and_is_deterministic() => Gen.Select(Gen.String, Gen.Int[1, 100]).Sample((id, attempts) =>
    {
        var wait = _schedule.GetDelay(id, attempts, Start, Start, null)!.Value;
        Assert.InRange(wait.TotalSeconds, 1, Math.Min(900, 10 * Math.Pow(2, attempts - 1)));
        Assert.Equal(wait, _schedule.GetDelay(id, attempts, Start, Start, null));
    });

    [Fact]
    public void Deliveries_that_failed_together_get_different_delays()
    {
        var waits = Enumerable.Range(0, 1_000).Select(i => _schedule.GetDelay($"DLV-{i}", 8, Start, Start, null)!.Value.TotalSeconds)
            .ToList();
        Assert.InRange(waits.Average(), 400, 500);
        Assert.All(
            Enumerable.Range(0, 9), tenth => Assert.InRange(waits.Count(wait => wait >= tenth * 90 && wait < (tenth + 1) * 90), 60, 140));
    }

    [Fact]
    public void Delivery_is_given_up_after_a_day_with_a_last_attempt_at_the_end()
    {
        var (now, attempts) = (Start, 1);
        while (_schedule.GetDelay("DLV-1", attempts, Start, now, null) is { } wait)
        {
            (now, attempts) = (now + wait, attempts + 1);
        }

        Assert.Equal(TimeSpan.FromHours(24), now - Start);
        Assert.InRange(attempts, 100, 400);
    }

    [Fact]
    public void Delay_honours_the_requested_retry_after()
    {
        Assert.Equal(TimeSpan.FromHours(2), _schedule.GetDelay("DLV-1", 1, Start, Start, TimeSpan.FromHours(2)));
        Assert.Null(_schedule.GetDelay("DLV-1", 1, Start, Start.AddHours(23), TimeSpan.FromHours(2)));
    }
}
