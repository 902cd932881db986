using SmartDairy.Contracts.Readings;

namespace SmartDairy.Contracts.Rfid;

/// <summary>The actor of one gate or area. Its key is farm and place, e.g. <c>1/gate/NORTH</c> or <c>1/area/BUNK-1</c>; see <see cref="TagPlace"/>.</summary>
[Alias("gate")]
public interface IGateGrain : IGrainWithStringKey
{
    /// <summary>
    /// Tells it what its readers saw, after that was stored; what is no <see cref="TagReading"/> is not looked at. Sent without waiting: what is lost is rebuilt from history.
    /// </summary>
    [Alias("hear"), Orleans.Concurrency.OneWay] Task AddReadingsAsync(IReadOnlyList<Reading> stored);

    /// <summary>Who is there now: sightings that are not over yet, by the beginning of the stay.</summary>
    [Alias("present")] Task<IReadOnlyList<Passage>> ListPresentAsync();
}
