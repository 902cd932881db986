namespace SmartDairy.Cli.Load;

/// <summary>One phase of a benchmark. It ends at <see cref="Duration"/> or <see cref="Messages"/>, whichever is first, then drains.</summary>
internal sealed record LoadPlan
{
    /// <summary>Messages a second over all connections; 0: closed loop, each connection keeps its window full.</summary>
    public double Rate { get; init; }

    public required TimeSpan Duration { get; init; }

    /// <summary>Null: no limit.</summary>
    public long? Messages { get; init; }

    /// <summary>Devices 0 to this number − 1 send in turn.</summary>
    public required int Devices { get; init; }

    /// <summary>Only this device sends; null: all.</summary>
    public int? OnlyDevice { get; init; }

    /// <summary>Event time of the first message, the rest a minute apart; null: each carries the time it is sent.</summary>
    public DateTimeOffset? FirstEventTime { get; init; }
}
