using SmartDairy.Contracts.Detections;

namespace SmartDairy.Api.Rest.Icar;

/// <summary>What ICAR's messages say of a detection.</summary>
internal static class IcarDetectionRemarks
{
    /// <summary>It no longer holds: late data took it back, or a person found it wrong.</summary>
    public static bool IsDeleted(Detection detection)
        => detection.State == DetectionState.Retracted || detection.Verdict == DetectionVerdict.Rejected;

    /// <summary>Its reasons in sentences, what weighs most first; null without any.</summary>
    public static string? Format(Detection detection)
    {
        var text =
            string.Join(' ', detection.Reasons.OrderByDescending(reason => Math.Abs(reason.Weight)).Select(reason => reason.Text)
            .Where(sentence => sentence.Length > 0));
        return text.Length == 0 ? null : text;
    }
}
