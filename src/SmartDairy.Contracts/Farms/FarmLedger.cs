using SmartDairy.Contracts.Devices;

namespace SmartDairy.Contracts.Farms;

/// <summary>Where the messages of a farm went.</summary>
/// <param name="Received">What was settled, and what a silo that is alive took over and has not settled: never less than <paramref name="Settled"/>.</param>
/// <param name="Settled">By reading, over all silos and for all time, as history counts it.</param>
[GenerateSerializer, Immutable, Alias("farm-ledger")]
public sealed record FarmLedger(
    [property: Id(0)] long Received,
    [property: Id(1)] MessageCounts Settled)
{
    /// <summary>Received and not yet settled: by publish, so a batch is one until it is settled.</summary>
    public long Pending => Received - Settled.Total;
}
