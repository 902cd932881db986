using SmartDairy.Contracts.Animals;
using SmartDairy.Simulator.Biology.Episodes;

namespace SmartDairy.Simulator.Biology;

/// <summary>
/// One lactation of a cow, from one calving to the next, or a heifer's life to its first calving. Times are Unix milliseconds.
/// </summary>
/// <param name="Index">0 for the lactation at the herd's start; negative before.</param>
/// <param name="Episodes">Ordered by start; each lies within the period.</param>
/// <param name="RecordedEvents">Events that people record, ordered by recording time.</param>
internal sealed record LactationPeriod(
    int Index, int Parity, long Start, long End, long ConceivedAt, long DriedOffAt, IReadOnlyList<CowEpisode> Episodes,
    IReadOnlyList<AnimalEvent> RecordedEvents)
{
    public bool Contains(long at) => at >= Start && at < End;

    /// <summary>Whether the cow gives no milk: dry, or a heifer.</summary>
    public bool IsDry(long at) => Parity < 1 || at >= DriedOffAt;
}
