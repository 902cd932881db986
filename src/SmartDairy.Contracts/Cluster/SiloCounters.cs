namespace SmartDairy.Contracts.Cluster;

/// <summary>Counters of one silo since it started.</summary>
/// <param name="Received">Messages received.</param>
/// <param name="Pending">Received messages that are not settled yet.</param>
/// <param name="ActiveDevices">Device grains currently active on the silo.</param>
[GenerateSerializer, Immutable, Alias("silo-counters")]
public readonly record struct SiloCounters(
    [property: Id(0)] long Received,
    [property: Id(1)] long Pending,
    [property: Id(2)] int ActiveDevices);
