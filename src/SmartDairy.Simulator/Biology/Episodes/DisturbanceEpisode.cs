using SmartDairy.Simulator.Truth;

namespace SmartDairy.Simulator.Biology.Episodes;

/// <summary>A group change, a hoof trimming, or restlessness without a cause: resembles heat or illness and is neither.</summary>
/// <param name="fades">Whether the effect falls to zero at the end; otherwise the effect is constant.</param>
/// <param name="activeUntil">End of the higher activity, Unix milliseconds.</param>
internal sealed class DisturbanceEpisode(
    TruthKind kind, long start, long activeUntil, long end, double activity, double ruminationLoss, bool fades, bool isRecorded)
    : CowEpisode(start, end)
{
    public TruthKind Kind => kind;

    public bool IsRecorded => isRecorded;

    /// <summary>The new group after a group change; null for other kinds.</summary>
    public string? Group { get; init; }

    public override void Act(long at, ref EpisodeEffects effects)
    {
        var share = fades ? (End - at) / (double)(End - Start) : 1;
        effects.RuminationFactor *= 1 - (ruminationLoss * share);
        if (at < activeUntil)
        {
            effects.LogActivityShift += activity * share;
            effects.LyingFactor *= 1 - (0.15 * share);
        }
    }

    public override TruthEvent ToTruthEvent(string cowId)
        => new() { Kind = kind, SubjectId = cowId, Start = Start, End = End, Strength = activity, IsRecorded = isRecorded };
}
