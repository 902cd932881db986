using SmartDairy.Contracts.Devices;

namespace SmartDairy.Contracts.Live;

/// <summary>The changes of status on one silo since the batch before. An empty one says that the silo is alive and has nothing new.</summary>
/// <param name="CompleteUntil">By the silo's clock, Unix milliseconds, as in <see cref="LiveReadingBatch"/>.</param>
/// <param name="HasGap">Changes were dropped, because the link was too slow.</param>
/// <param name="Devices">In order, at most 512; may be empty.</param>
[GenerateSerializer, Immutable, Alias("status-batch")]
public sealed record LiveStatusBatch(
    [property: Id(0)] long CompleteUntil,
    [property: Id(1)] bool HasGap,
    [property: Id(2)] DeviceSnapshot[] Devices);
