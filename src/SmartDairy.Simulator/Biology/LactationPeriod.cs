using SmartDairy.Contracts.Animals;
using SmartDairy.Simulator.Biology.Episodes;

namespace SmartDairy.Simulator.Biology;

/// <summary>One lactation of a cow, from a calving to the next, or a heifer's life to her first calving. Times are Unix milliseconds.</summary>
/// <param name="Index">0 is the one she was in at the herd's start.</param>
/// <param name="Episodes">By start; each lies inside the stage.</param>
/// <param name="RecordedEvents">What people tell of it, by the time of telling.</param>
internal sealed record LactationPeriod(
    int Index, int Parity, long Start, long End, long ConceivedAt, long DriedOffAt, IReadOnlyList<CowEpisode> Episodes, IReadOnlyList<AnimalEvent> RecordedEvents)
{
    public bool Contains(long at) => at >= Start && at < End;

    /// <summary>She gives no milk, or not yet.</summary>
    public bool IsDry(long at) => Parity < 1 || at >= DriedOffAt;
}
