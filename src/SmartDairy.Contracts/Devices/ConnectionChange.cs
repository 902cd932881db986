namespace SmartDairy.Contracts.Devices;

/// <summary>A change of a device's connection.</summary>
/// <param name="Kind">Kind of change.</param>
/// <param name="At">Unix milliseconds, UTC.</param>
/// <param name="ConnectionId">Unique per connection, so that the end of an old connection does not affect a newer one.</param>
[GenerateSerializer, Immutable, Alias("connection-change")]
public sealed record ConnectionChange(
    [property: Id(0)] ConnectionChangeKind Kind,
    [property: Id(1)] long At,
    [property: Id(2)] long ConnectionId);
