namespace SmartDairy.Grains.Alerts;

/// <summary>The timer of an actor's rules: armed for the next deadline, armed anew only when that comes nearer.</summary>
/// <param name="arm">Registers a timer of the actor that fires once.</param>
/// <param name="failed">Told what went wrong; it is tried again.</param>
/// <param name="rearm">Arms it again, and whatever else follows from whether it is armed.</param>
public sealed class RuleClock(SourceRules rules, Func<Func<Task>, TimeSpan, IGrainTimer> arm, Action<Exception> failed, Action rearm, TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);
    private IGrainTimer? _timer;

    /// <summary>When it fires, server time, Unix milliseconds; null while it is not armed.</summary>
    public long? Armed { get; private set; }

    public void Arm()
    {
        if (rules.NextDeadline is not { } deadline || (Armed is { } armed && armed <= deadline))
        {
            return;
        }

        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        ArmFor(TimeSpan.FromMilliseconds(Math.Clamp(deadline - now, 1, (long)Longest.TotalMilliseconds)));
    }

    private void ArmFor(TimeSpan wait)
    {
        _timer?.Dispose();
        Armed = time.GetUtcNow().ToUnixTimeMilliseconds() + (long)wait.TotalMilliseconds;
        _timer = arm(FireAsync, wait);
    }

    private async Task FireAsync()
    {
        Armed = null;
        try
        {
            await rules.AdvanceAsync();
            rearm();
        }
        catch (Exception e)
        {
            // Whatever it is: a clock that stopped would never be missed.
            failed(e);
            ArmFor(Retry);
        }
    }
}
