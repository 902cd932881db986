using SmartDairy.Contracts.Detections;

namespace SmartDairy.Herd.Detections;

/// <summary>Puts verdicts of people on detections.</summary>
public static class DetectionVerdicts
{
    /// <summary>The detection with a person's verdict in place of an earlier one.</summary>
    /// <param name="detection">Detection that was judged.</param>
    /// <param name="verdict"><see cref="DetectionVerdict.None"/> takes an earlier verdict back.</param>
    /// <param name="by">Name of the key or user that judged.</param>
    /// <param name="comment">The person's comment; null when there is none.</param>
    /// <param name="now">Time of the verdict, Unix milliseconds.</param>
    public static Detection WithVerdict(this Detection detection, DetectionVerdict verdict, string by, string? comment, long now)
        => verdict == DetectionVerdict.None
            ? detection with { Verdict = verdict, VerdictAt = null, VerdictBy = null, VerdictComment = null }
            : detection with { Verdict = verdict, VerdictAt = now, VerdictBy = by, VerdictComment = comment };

    /// <summary>The detection with the verdict that its stored form carries; unchanged when that carries none.</summary>
    /// <param name="detection">Detection as it was found now.</param>
    /// <param name="known">Detection stored under the same id; null when there is none.</param>
    public static Detection WithVerdictOf(this Detection detection, Detection? known)
        => known is not { Verdict: not DetectionVerdict.None }
            ? detection
            : detection with
            {
                Verdict = known.Verdict,
                VerdictAt = known.VerdictAt,
                VerdictBy = known.VerdictBy,
                VerdictComment = known.VerdictComment,
            };
}
