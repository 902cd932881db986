namespace SmartDairy.Simulator.Messages;

/// <summary>The even rhythm of one device: tick n is at n · interval + phase, and n is its <c>seq</c>.</summary>
internal readonly struct ReportSchedule(TimeSpan interval, double phase)
{
    private readonly long _interval = (long)interval.TotalMilliseconds;
    // Whole seconds, as the payloads carry no more.
    private readonly long _phase = (long)(phase * interval.TotalSeconds) * 1000;

    /// <summary>The first tick at or after that time.</summary>
    public long FirstTickFrom(long at) => (long)Math.Ceiling((at - _phase) / (double)_interval);

    public long TimeOf(long tick) => (tick * _interval) + _phase;
}
