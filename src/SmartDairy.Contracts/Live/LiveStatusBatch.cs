using SmartDairy.Contracts.Devices;

namespace SmartDairy.Contracts.Live;

/// <summary>The status changes on one silo since the previous batch. An empty batch is a heartbeat.</summary>
/// <param name="CompleteUntil">Silo time, Unix milliseconds, as in <see cref="LiveReadingBatch"/>.</param>
/// <param name="HasGap">True when changes were dropped because the stream was too slow.</param>
/// <param name="Devices">Changed devices in order, at most 512; may be empty.</param>
[GenerateSerializer, Immutable, Alias("status-batch")]
public sealed record LiveStatusBatch(
    [property: Id(0)] long CompleteUntil,
    [property: Id(1)] bool HasGap,
    [property: Id(2)] DeviceSnapshot[] Devices);
