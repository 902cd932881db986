namespace SmartDairy.Cli.Bench.Alerts;

/// <summary>Options of <c>bench alerts</c>.</summary>
internal sealed record AlertBenchOptions
{
    /// <summary>The API's dll to start; null to search for it.</summary>
    public string? ApiPath { get; init; }

    /// <summary>Duration of the latency phase; each part of the throughput phase takes a sixth. The default is 60.</summary>
    public int Seconds { get; init; } = 60;

    /// <summary>Messages a second in the latency phase. The default is 5,000.</summary>
    public int Rate { get; init; } = 5_000;

    public int Rules { get; init; } = 200;

    public int Devices { get; init; } = 1_000;

    public int Connections { get; init; } = 200;

    public int Window { get; init; } = 16;

    /// <summary>Rounds of the throughput phase, each with and without rules. The default is 3.</summary>
    public int Rounds { get; init; } = 3;

    /// <summary>Historical readings for the backtest. The default is 1,000,000.</summary>
    public int History { get; init; } = 1_000_000;

    /// <summary>Phases to run, of <see cref="AlertBench.Phases"/>; empty for all.</summary>
    public IReadOnlyCollection<string> Phases { get; init; } = [];

    public bool Includes(string phase) => Phases.Count == 0 || Phases.Contains(phase);
}
