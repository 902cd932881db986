namespace SmartDairy.Cli.Bench.Alerts;

/// <summary>How <c>bench alerts</c> runs.</summary>
internal sealed record AlertBenchOptions
{
    /// <summary>The API's dll to start; null: find it.</summary>
    public string? ApiPath { get; init; }

    /// <summary>Of the latency phase; each of the throughput phase's parts takes a sixth.</summary>
    public int Seconds { get; init; } = 60;

    /// <summary>Messages a second while breaches are measured.</summary>
    public int Rate { get; init; } = 5_000;

    public int Rules { get; init; } = 200;

    public int Devices { get; init; } = 1_000;

    public int Connections { get; init; } = 200;

    public int Window { get; init; } = 16;

    /// <summary>With rules and without, in turn.</summary>
    public int Rounds { get; init; } = 3;

    /// <summary>Readings of the past for the backtest.</summary>
    public int History { get; init; } = 1_000_000;

    /// <summary>Phases to run, of <see cref="AlertBench.Phases"/>; empty: all.</summary>
    public IReadOnlyCollection<string> Phases { get; init; } = [];

    public bool Includes(string phase) => Phases.Count == 0 || Phases.Contains(phase);
}
