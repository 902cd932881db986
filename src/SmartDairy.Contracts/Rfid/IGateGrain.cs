using SmartDairy.Contracts.Readings;

namespace SmartDairy.Contracts.Rfid;

/// <summary>
/// The grain of one gate or area. The grain key is farm and place, e.g. <c>1/gate/NORTH</c> or <c>1/area/BUNK-1</c>; see
/// <see cref="TagPlace"/>.
/// </summary>
[Alias("gate")]
public interface IGateGrain : IGrainWithStringKey
{
    /// <summary>
    /// Adds stored readings of the place's RFID readers; readings other than <see cref="TagReading"/> are ignored. One-way: lost calls are
    /// rebuilt from history.
    /// </summary>
    [Alias("hear"), Orleans.Concurrency.OneWay] Task AddReadingsAsync(IReadOnlyList<Reading> stored);

    /// <summary>The passages that have not ended, ordered by start.</summary>
    [Alias("present")] Task<IReadOnlyList<Passage>> ListPresentAsync();
}
