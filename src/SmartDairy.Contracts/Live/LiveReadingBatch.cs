using SmartDairy.Contracts.Readings;

namespace SmartDairy.Contracts.Live;

/// <summary>What one silo stored of a farm since the batch before. An empty one says that the silo is alive and has nothing new.</summary>
/// <param name="CompleteUntil">
/// By the silo's clock, Unix milliseconds: whatever was handed to its feed before then is in this batch or an earlier one of the same link, so if the link breaks, the gap begins here.
/// </param>
/// <param name="HasGap">Readings between this batch and the one before were dropped, because the link was too slow: they are in history.</param>
/// <param name="Readings">In order of commit, at most 512; may be empty.</param>
[GenerateSerializer, Immutable, Alias("live-batch")]
public sealed record LiveReadingBatch(
    [property: Id(0)] long CompleteUntil,
    [property: Id(1)] bool HasGap,
    [property: Id(2)] Reading[] Readings);
