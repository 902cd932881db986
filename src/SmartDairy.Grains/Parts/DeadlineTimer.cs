using Orleans.Storage;

namespace SmartDairy.Grains.Parts;

/// <summary>
/// A timer of an actor that fires once for its nearest deadline and is armed again by the work it starts. Work that fails is started again after <see cref="RetryDelay"/>.
/// Deadlines are Unix milliseconds. Not thread-safe: it is used within the turns of its actor.
/// </summary>
/// <param name="startTimer">Starts a timer that calls once after a wait; disposing it cancels the call.</param>
/// <param name="onDue">The work. It arms the timer again when there is a next deadline.</param>
/// <param name="onFailed">Receives the exception of work that is started again.</param>
public sealed class DeadlineTimer(Func<Func<Task>, TimeSpan, IDisposable> startTimer, Func<Task> onDue, Action<Exception> onFailed, TimeProvider time)
{
    /// <summary>The wait before failed work is started again.</summary>
    public static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(5);

    /// <summary>The longest wait. A later deadline fires the timer early; the work then finds nothing due and arms it again.</summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromHours(12);

    private IDisposable? _timer;

    /// <summary>The time the timer fires at; null while it is not armed.</summary>
    public long? FiresAt { get; private set; }

    /// <summary>A timer of an actor.</summary>
    /// <param name="interleave">True when the work may run while a call to the actor waits.</param>
    /// <param name="keepAlive">True when each firing counts as use and postpones the deactivation of the actor.</param>
    public static DeadlineTimer Create(
        IGrainBase grain, Func<Task> onDue, Action<Exception> onFailed, TimeProvider time, bool interleave = false, bool keepAlive = false)
        => new(
            (fire, wait) => grain.RegisterGrainTimer(
                fire, new GrainTimerCreationOptions(wait, Timeout.InfiniteTimeSpan) { Interleave = interleave, KeepAlive = keepAlive }),
            onDue,
            onFailed,
            time);

    /// <summary>
    /// Arms the timer for a deadline unless it fires earlier anyway. A deadline that moves back costs one firing for nothing, which is cheaper than a new timer for each message.
    /// </summary>
    /// <param name="deadline">Null changes nothing.</param>
    public void ArmNoLaterThan(long? deadline)
    {
        if (deadline is { } at && !(FiresAt <= at))
        {
            Arm(at);
        }
    }

    /// <summary>Arms the timer for exactly this deadline.</summary>
    /// <param name="deadline">Null disarms the timer.</param>
    public void ArmAt(long? deadline)
    {
        Disarm();
        if (deadline is { } at)
        {
            Arm(at);
        }
    }

    /// <summary>Arms the timer for <see cref="RetryDelay"/> from now, also when it was to fire earlier.</summary>
    public void ArmRetry() => Arm(Now() + (long)RetryDelay.TotalMilliseconds);

    /// <summary>Cancels the next firing.</summary>
    public void Disarm()
    {
        _timer?.Dispose();
        (_timer, FiresAt) = (null, null);
    }

    private void Arm(long deadline)
    {
        _timer?.Dispose();
        var now = Now();
        var wait = Math.Clamp(deadline - now, 1, (long)MaxWait.TotalMilliseconds);
        FiresAt = now + wait;
        _timer = startTimer(FireAsync, TimeSpan.FromMilliseconds(wait));
    }

    private async Task FireAsync()
    {
        FiresAt = null;
        try
        {
            await onDue();
        }
        catch (Exception e) when (e is not InconsistentStateException)
        {
            // Defects are retried too: nobody would notice a timer that stopped. After a conflicting write of its state the actor has to be deactivated, which the runtime does.
            onFailed(e);
            ArmRetry();
        }
    }

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
