using SmartDairy.Contracts.Readings;

namespace SmartDairy.Contracts.Live;

/// <summary>The readings of a farm that one silo stored since the previous batch. An empty batch is a heartbeat.</summary>
/// <param name="CompleteUntil">
/// Silo time, Unix milliseconds: readings published to the feed before this time are in this or an earlier batch of the same stream. If the
/// stream breaks, the gap begins here.
/// </param>
/// <param name="HasGap">True when readings between this batch and the previous one were dropped because the stream was too slow; they are
/// in history.</param>
/// <param name="Readings">Readings in commit order, at most 512; may be empty.</param>
[GenerateSerializer, Immutable, Alias("live-batch")]
public sealed record LiveReadingBatch(
    [property: Id(0)] long CompleteUntil,
    [property: Id(1)] bool HasGap,
    [property: Id(2)] Reading[] Readings);
