using SmartDairy.Contracts.Devices;

namespace SmartDairy.Contracts.Farms;

/// <summary>Message counts of a farm.</summary>
/// <param name="Received">Settled messages plus messages received but not settled by silos that are alive; never less than
/// <paramref name="Settled"/>.</param>
/// <param name="Settled">Settled readings over all silos and all time, as counted by history.</param>
[GenerateSerializer, Immutable, Alias("farm-ledger")]
public sealed record FarmLedger(
    [property: Id(0)] long Received,
    [property: Id(1)] MessageCounts Settled)
{
    /// <summary>Messages received but not yet settled; a batch counts as one message until it is settled.</summary>
    public long Pending => Received - Settled.Total;
}
