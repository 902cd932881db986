namespace SmartDairy.Cli.Load;

/// <summary>
/// One phase of a benchmark. It ends at <see cref="Duration"/> or <see cref="Messages"/>, whichever is first, then drains.
/// </summary>
internal sealed record LoadPlan
{
    /// <summary>Messages a second over all connections; 0 for a closed loop, in which each connection keeps its window full.</summary>
    public double Rate { get; init; }

    public required TimeSpan Duration { get; init; }

    /// <summary>Maximum number of messages; null for no limit.</summary>
    public long? Messages { get; init; }

    /// <summary>Devices 0 to this number − 1 send in turn.</summary>
    public required int Devices { get; init; }

    /// <summary>Only this device sends; null for all.</summary>
    public int? OnlyDevice { get; init; }

    /// <summary>Event time of the first message, with a minute between messages; null to use the time of sending.</summary>
    public DateTimeOffset? FirstEventTime { get; init; }
}
