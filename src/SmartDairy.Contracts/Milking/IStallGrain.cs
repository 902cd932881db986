using SmartDairy.Contracts.Readings;

namespace SmartDairy.Contracts.Milking;

/// <summary>The actor of one milking stall. Its key is <c>farm/parlor/stall</c>, e.g. <c>1/1/12</c>; see <see cref="StallKey"/>.</summary>
[Alias("stall")]
public interface IStallGrain : IGrainWithStringKey
{
    /// <summary>
    /// Tells it what its meter sent, after that was stored; what is no <see cref="MilkingReading"/> is not looked at. Sent without waiting: what is lost is rebuilt from history.
    /// </summary>
    [Alias("hear"), Orleans.Concurrency.OneWay] Task AddReadingsAsync(IReadOnlyList<Reading> stored);

    /// <summary>Who stands there now, and what was milked there since a time (Unix milliseconds), as far as the actor remembers: at least the last day.</summary>
    [Alias("get")] Task<StallSnapshot> GetAsync(long since);
}
