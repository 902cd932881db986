using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Orleans.Storage;
using SmartDairy.Grains.Parts;

namespace SmartDairy.Grains.Tests.Parts;

public sealed class DeadlineTimerTests
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch);
    private readonly List<long> _fired = [];
    private readonly List<Exception> _failures = [];
    private Exception? _failWith;
    private Task _lastFiring = Task.CompletedTask;

    [Fact]
    public void Timer_fires_once_at_its_nearest_deadline()
    {
        var timer = Create();
        timer.ArmNoLaterThan(5_000);
        timer.ArmNoLaterThan(3_000);
        timer.ArmNoLaterThan(4_000);
        timer.ArmNoLaterThan(null);
        Assert.Equal(3_000, timer.FiresAt);
        Advance(3_000);
        Advance(57_000);
        Assert.Equal([3_000], _fired);
        Assert.Null(timer.FiresAt);
    }

    [Fact]
    public void Exact_arming_moves_the_deadline_back_or_removes_it()
    {
        var timer = Create();
        timer.ArmAt(1_000);
        timer.ArmAt(2_000);
        Advance(1_500);
        Assert.Empty(_fired);
        timer.ArmAt(null);
        Advance(10_000);
        Assert.Empty(_fired);
    }

    [Fact]
    public void Failed_work_is_started_again_after_the_retry_delay_whatever_the_failure()
    {
        var timer = Create();
        _failWith = new InvalidOperationException("defect");
        timer.ArmAt(1_000);
        Advance(1_000);
        Assert.Same(_failWith, Assert.Single(_failures));
        Assert.Equal(6_000, timer.FiresAt);
        _failWith = null;
        Advance(5_000);
        Assert.Equal([1_000, 6_000], _fired);
        Assert.Null(timer.FiresAt);
    }

    [Fact]
    public async Task Conflicting_write_of_state_reaches_the_runtime()
    {
        _failWith = new InconsistentStateException("another activation wrote");
        Create().ArmAt(1_000);
        Advance(1_000);
        Assert.Empty(_failures);
        await Assert.ThrowsAsync<InconsistentStateException>(() => _lastFiring);
    }

    [Fact]
    public void Deadline_in_the_past_fires_next_and_a_far_one_fires_early()
    {
        var timer = Create();
        timer.ArmAt(-1);
        Advance(1);
        Assert.Equal([1], _fired);
        timer.ArmAt(1 + (long)TimeSpan.FromDays(30).TotalMilliseconds);
        Assert.Equal(1 + (long)DeadlineTimer.MaxWait.TotalMilliseconds, timer.FiresAt);
    }

    /// <summary>Whatever deadlines come and go, work that arms the timer for its next deadline misses none and runs at the first moment it is due.</summary>
    [Fact]
    public void Every_deadline_is_met_on_time() => Gen.Int[1, 50_000].Array[1, 20].Sample(deadlines =>
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        var open = new SortedSet<long>(deadlines.Select(deadline => (long)deadline));
        var met = new List<long>();
        DeadlineTimer timer = null!;
        timer = new DeadlineTimer(
            (fire, wait) => time.CreateTimer(_ => fire(), null, wait, Timeout.InfiniteTimeSpan),
            () =>
            {
                var now = time.GetUtcNow().ToUnixTimeMilliseconds();
                met.AddRange(open.Where(deadline => deadline == now));
                open.RemoveWhere(deadline => deadline <= now);
                timer.ArmNoLaterThan(open.Count > 0 ? open.Min : null);
                return Task.CompletedTask;
            },
            static _ => { },
            time);
        foreach (var deadline in deadlines)
        {
            timer.ArmNoLaterThan(deadline);
        }

        while (timer.FiresAt is { } next)
        {
            time.Advance(TimeSpan.FromMilliseconds(next - time.GetUtcNow().ToUnixTimeMilliseconds()));
        }

        Assert.Equal(deadlines.Select(deadline => (long)deadline).Distinct().Order(), met);
    });

    private DeadlineTimer Create() => new(
        (fire, wait) => _time.CreateTimer(_ => _lastFiring = fire(), null, wait, Timeout.InfiniteTimeSpan),
        () =>
        {
            _fired.Add(_time.GetUtcNow().ToUnixTimeMilliseconds());
            return _failWith is null ? Task.CompletedTask : Task.FromException(_failWith);
        },
        _failures.Add,
        _time);

    private void Advance(long milliseconds) => _time.Advance(TimeSpan.FromMilliseconds(milliseconds));
}
