using SmartDairy.Simulator.Truth;

namespace SmartDairy.Simulator.Biology.Episodes;

/// <summary>A group change, a trimming, or restlessness without a cause: it looks like heat or illness and is neither.</summary>
/// <param name="fades">The effect falls to nothing until the end; else it is the same throughout.</param>
/// <param name="activeUntil">Until then she moves more; Unix milliseconds.</param>
internal sealed class DisturbanceEpisode(TruthKind kind, long start, long activeUntil, long end, double activity, double ruminationLoss, bool fades, bool told) : CowEpisode(start, end)
{
    public TruthKind Kind => kind;

    public bool IsRecorded => told;

    /// <summary>Of a group change: the new group; null otherwise.</summary>
    public string? Group { get; init; }

    public override void Act(long at, ref EpisodeEffects signs)
    {
        var share = fades ? (End - at) / (double)(End - Start) : 1;
        signs.RuminationFactor *= 1 - (ruminationLoss * share);
        if (at < activeUntil)
        {
            signs.LogActivityShift += activity * share;
            signs.LyingFactor *= 1 - (0.15 * share);
        }
    }

    public override TruthEvent ToTruthEvent(string cowId) => new() { Kind = kind, SubjectId = cowId, Start = Start, End = End, Strength = activity, IsRecorded = told };
}
