using SmartDairy.Contracts.Devices;

namespace SmartDairy.Contracts.Farms;

/// <summary>Counted at both ends: <see cref="Received"/> where messages come in, <see cref="Settled"/> where they are committed.</summary>
[GenerateSerializer, Immutable, Alias("farm-ledger")]
public sealed record FarmLedger(
    [property: Id(0)] long Received,
    [property: Id(1)] MessageCounts Settled)
{
    /// <summary>Received and not yet settled.</summary>
    public long Pending => Received - Settled.Settled;
}
