using SmartDairy.Contracts.Readings;

namespace SmartDairy.Contracts.Milking;

/// <summary>
/// The grain of one milking stall. The grain key is <c>farm/parlor/stall</c>, e.g. <c>1/1/12</c>; see <see cref="StallKey"/>.
/// </summary>
[Alias("stall")]
public interface IStallGrain : IGrainWithStringKey
{
    /// <summary>
    /// Adds stored readings of the stall's meter; readings other than <see cref="MilkingReading"/> are ignored. One-way: lost calls are
    /// rebuilt from history.
    /// </summary>
    [Alias("hear"), Orleans.Concurrency.OneWay] Task AddReadingsAsync(IReadOnlyList<Reading> stored);

    /// <summary>
    /// The current state of the stall and the milkings since a time (Unix milliseconds), of which the grain keeps at least the last day.
    /// </summary>
    [Alias("get")] Task<StallSnapshot> GetAsync(long since);
}
