namespace SmartDairy.Cli.Bench;

/// <summary>How <c>bench ingest</c> runs.</summary>
internal sealed record IngestBenchOptions
{
    /// <summary>A running API; null: start one.</summary>
    public Uri? Url { get; init; }

    public string? Key { get; init; }

    /// <summary>host:port of the broker of a running API; null: its host, port 1883.</summary>
    public string? Mqtt { get; init; }

    /// <summary>The API's dll to start; null: find it.</summary>
    public string? ApiPath { get; init; }

    /// <summary>Process id of a running API, to read its memory; null: the one started, or unknown.</summary>
    public int? ProcessId { get; init; }

    public int Devices { get; init; } = 1_000;

    public int ManyDevices { get; init; } = 50_000;

    public int Connections { get; init; } = 200;

    public int Window { get; init; } = 16;

    /// <summary>Of the throughput phase; the other phases take half.</summary>
    public int Seconds { get; init; } = 60;

    public int Clients { get; init; } = 20;

    /// <summary>Pause of a querying client between an answer and its next query, milliseconds.</summary>
    public int ThinkMilliseconds { get; init; } = 100;

    /// <summary>Devices the subscriber watches; 0: the whole farm.</summary>
    public int WatchedDevices { get; init; } = 20;

    /// <summary>Phases to run, of <see cref="IngestBench.Phases"/>; empty: all.</summary>
    public IReadOnlyCollection<string> Phases { get; init; } = [];

    public bool Json { get; init; }

    public bool Includes(string phase) => Phases.Count == 0 || Phases.Contains(phase);
}
