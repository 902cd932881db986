namespace SmartDairy.Contracts.Cluster;

/// <summary>What one silo counts, since it started.</summary>
/// <param name="Received">Publishes it took over.</param>
/// <param name="Pending">Those of them that are not settled.</param>
/// <param name="ActiveDevices">Device actors that are awake on it now.</param>
[GenerateSerializer, Immutable, Alias("silo-counters")]
public readonly record struct SiloCounters(
    [property: Id(0)] long Received,
    [property: Id(1)] long Pending,
    [property: Id(2)] int ActiveDevices);
