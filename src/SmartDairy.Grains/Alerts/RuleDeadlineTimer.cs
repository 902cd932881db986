namespace SmartDairy.Grains.Alerts;

/// <summary>The timer of an actor's rules: armed for the next deadline, armed anew only when that comes nearer.</summary>
/// <param name="registerTimer">Registers a timer of the actor that fires once.</param>
/// <param name="onFailed">Told what went wrong; it is tried again.</param>
/// <param name="onAdvanced">Arms it again, and whatever else follows from whether it is armed.</param>
public sealed class RuleDeadlineTimer(SourceRuleRunner rules, Func<Func<Task>, TimeSpan, IGrainTimer> registerTimer, Action<Exception> onFailed, Action onAdvanced, TimeProvider time)
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromHours(12);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);
    private IGrainTimer? _timer;

    /// <summary>When it fires, server time, Unix milliseconds; null while it is not armed.</summary>
    public long? FiresAt { get; private set; }

    public void Arm()
    {
        if (rules.NextDeadline is not { } deadline || (FiresAt is { } armed && armed <= deadline))
        {
            return;
        }

        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        ArmAfter(TimeSpan.FromMilliseconds(Math.Clamp(deadline - now, 1, (long)MaxWait.TotalMilliseconds)));
    }

    private void ArmAfter(TimeSpan wait)
    {
        _timer?.Dispose();
        FiresAt = time.GetUtcNow().ToUnixTimeMilliseconds() + (long)wait.TotalMilliseconds;
        _timer = registerTimer(FireAsync, wait);
    }

    private async Task FireAsync()
    {
        FiresAt = null;
        try
        {
            await rules.AdvanceAsync();
            onAdvanced();
        }
        catch (Exception e)
        {
            // Whatever it is: a clock that stopped would never be missed.
            onFailed(e);
            ArmAfter(Retry);
        }
    }
}
