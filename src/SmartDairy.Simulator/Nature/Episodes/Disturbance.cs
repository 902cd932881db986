using SmartDairy.Simulator.Truth;

namespace SmartDairy.Simulator.Nature.Episodes;

/// <summary>A group change, a trimming, or restlessness without a cause: it looks like heat or illness and is neither.</summary>
/// <param name="fades">The effect falls to nothing until the end; else it is the same throughout.</param>
/// <param name="activeUntil">Until then she moves more; Unix milliseconds.</param>
internal sealed class Disturbance(TruthKind kind, long start, long activeUntil, long end, double activity, double ruminationLoss, bool fades, bool told) : Episode(start, end)
{
    public TruthKind Kind => kind;

    public bool Told => told;

    /// <summary>Of a group change: the new group; null otherwise.</summary>
    public string? Group { get; init; }

    public override void Act(long at, ref Signs signs)
    {
        var share = fades ? (End - at) / (double)(End - Start) : 1;
        signs.RuminationKept *= 1 - (ruminationLoss * share);
        if (at < activeUntil)
        {
            signs.LnActivity += activity * share;
            signs.LyingKept *= 1 - (0.15 * share);
        }
    }

    public override TruthEvent Tell(string cowId) => new() { Kind = kind, SubjectId = cowId, Start = Start, End = End, Strength = activity, Told = told };
}
