namespace SmartDairy.Cli.Bench;

/// <summary>Options of <c>bench ingest</c>.</summary>
internal sealed record IngestBenchOptions
{
    /// <summary>Address of a running API; null to start one.</summary>
    public Uri? Url { get; init; }

    public string? Key { get; init; }

    /// <summary>host:port of the broker of a running API; null for the API's host, port 1883.</summary>
    public string? Mqtt { get; init; }

    /// <summary>The API's dll to start; null to search for it.</summary>
    public string? ApiPath { get; init; }

    /// <summary>Process id of a running API, to read its memory and CPU; null when unknown or when the API is started here.</summary>
    public int? ProcessId { get; init; }

    public int Devices { get; init; } = 1_000;

    public int ManyDevices { get; init; } = 50_000;

    public int Connections { get; init; } = 200;

    public int Window { get; init; } = 16;

    /// <summary>Duration of the throughput phase in seconds; the other phases take half. The default is 60.</summary>
    public int Seconds { get; init; } = 60;

    public int Clients { get; init; } = 20;

    /// <summary>Pause of a querying client between an answer and its next query, milliseconds.</summary>
    public int ThinkMilliseconds { get; init; } = 100;

    /// <summary>Devices of the subscription; 0 for the whole farm. The default is 20.</summary>
    public int WatchedDevices { get; init; } = 20;

    /// <summary>Phases to run, of <see cref="IngestBench.Phases"/>; empty for all.</summary>
    public IReadOnlyCollection<string> Phases { get; init; } = [];

    public bool Json { get; init; }

    public bool Includes(string phase) => Phases.Count == 0 || Phases.Contains(phase);
}
