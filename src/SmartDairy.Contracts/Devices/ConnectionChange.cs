namespace SmartDairy.Contracts.Devices;

/// <summary>A connection of a device opened or ended.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="At">Unix milliseconds, UTC.</param>
/// <param name="ConnectionId">Unique for each connection, so that the end of an old connection does not hide a newer one.</param>
[GenerateSerializer, Immutable, Alias("connection-change")]
public sealed record ConnectionChange(
    [property: Id(0)] ConnectionChangeKind Kind,
    [property: Id(1)] long At,
    [property: Id(2)] long ConnectionId);
