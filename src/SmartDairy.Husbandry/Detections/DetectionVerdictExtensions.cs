using SmartDairy.Contracts.Detections;

namespace SmartDairy.Husbandry.Detections;

public static class DetectionVerdictExtensions
{
    /// <summary>
    /// The detection with a person's verdict; <see cref="DetectionVerdict.None"/> takes an earlier verdict back, with its time, author and
    /// comment.
    /// </summary>
    /// <param name="at">Unix milliseconds.</param>
    public static Detection WithVerdict(this Detection detection, DetectionVerdict verdict, long at, string by, string? comment)
        => verdict == DetectionVerdict.None
            ? detection with { Verdict = verdict, VerdictAt = null, VerdictBy = null, VerdictComment = null }
            : detection with { Verdict = verdict, VerdictAt = at, VerdictBy = by, VerdictComment = comment };

    /// <summary>The detection with the verdict that an earlier state of it carries; unchanged when there is no earlier state.</summary>
    public static Detection WithVerdictOf(this Detection detection, Detection? earlier)
        => earlier is null
            ? detection
            : detection with
            {
                Verdict = earlier.Verdict,
                VerdictAt = earlier.VerdictAt,
                VerdictBy = earlier.VerdictBy,
                VerdictComment = earlier.VerdictComment,
            };
}
