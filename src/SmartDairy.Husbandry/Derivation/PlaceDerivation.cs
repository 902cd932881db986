using SmartDairy.Contracts.Readings;
using SmartDairy.Contracts.Rfid;
using SmartDairy.Husbandry.Rfid;

namespace SmartDairy.Husbandry.Derivation;

/// <summary>
/// One gate or area: reads of its antennas and the clock in, passages and stays out. Reads may come in any order and more than once. A
/// passage names the animal that the reader named; the wearer of a tag is looked up by the caller.
/// </summary>
/// <param name="place">See <see cref="TagPlace"/>.</param>
public sealed class PlaceDerivation(int farmId, string place)
{
    private const long HourMs = 3_600_000;

    /// <summary>How far back a place remembers passages when it begins.</summary>
    private const long WindowMs = 24 * HourMs;

    /// <summary>Read in addition, so that a stay at the edge is not derived from a part of its reads.</summary>
    private const long LeadMs = 12 * HourMs;

    private readonly PassageFold _fold = new(farmId, place);

    /// <summary>When the next passage is over if no further read of it comes, Unix milliseconds; null when none is open.</summary>
    public long? NextDeadline => _fold.NextDeadline;

    /// <summary>From when on reads are needed to begin at that time; Unix milliseconds.</summary>
    public static long ReadFrom(long now) => now - WindowMs - LeadMs;

    /// <summary>Takes a read in; a read that names neither tag nor animal, or another place, is ignored.</summary>
    public void Add(TagReading reading) => _fold.Add(reading);

    /// <summary>Moves the clock on, Unix milliseconds: a passage without a read for longer than the place's gap is over.</summary>
    public void Advance(long now) => _fold.Advance(now);

    /// <summary>The present state of every passage that changed since the last call; a stay that lasts, at most once a minute.</summary>
    public IReadOnlyList<Passage> DrainPassages() => _fold.DrainPassages();

    /// <summary>
    /// Reads since the last call that came too late: <see cref="PassageRederivation"/> derives their passages from history.
    /// </summary>
    public IReadOnlyList<TagReading> DrainLateReads() => _fold.DrainLateReads();

    /// <summary>The passages and stays that are not over yet, by their beginning.</summary>
    public IReadOnlyList<Passage> OpenPassages() => _fold.OpenPassages();

    /// <summary>Begins with what history has from <see cref="ReadFrom"/> on.</summary>
    /// <param name="reads">In order of time.</param>
    /// <returns>The passages of the last day as they are known now.</returns>
    public IReadOnlyList<Passage> CatchUp(IEnumerable<TagReading> reads, long now)
    {
        foreach (var read in reads)
        {
            _fold.Add(read);
        }

        _fold.Advance(now);
        var passages = _fold.DrainPassages().Where(passage => passage.StartedAt > now - WindowMs).ToList();
        _fold.ForgetUntil(now - WindowMs);
        return passages;
    }
}
