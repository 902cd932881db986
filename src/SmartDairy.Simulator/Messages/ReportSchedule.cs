namespace SmartDairy.Simulator.Messages;

/// <summary>Regular reports of one device: tick n is at n · interval + phase, and n is the <c>seq</c> of the message.</summary>
internal readonly struct ReportSchedule(TimeSpan interval, double phase)
{
    private readonly long _interval = (long)interval.TotalMilliseconds;
    // Whole seconds, the resolution of the payloads.
    private readonly long _phase = (long)(phase * interval.TotalSeconds) * 1000;

    /// <summary>The first tick at or after a time.</summary>
    public long FirstTickFrom(long at) => (long)Math.Ceiling((at - _phase) / (double)_interval);

    public long TimeOf(long tick) => (tick * _interval) + _phase;
}
