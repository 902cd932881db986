using SmartDairy.Contracts.Detections;

namespace SmartDairy.Grains.Sensors;

/// <content>Verdicts on detections about the barn's zones.</content>
public sealed partial class BarnClimateGrain
{
    public Task<Detection?> RecordVerdictAsync(string detectionId, DetectionVerdict verdict, string by, string? comment)
    {
        var (farm, barn) = Key;
        return DetectionVerdictWriter.WriteAsync(
            herd,
            farm,
            detectionId,
            detection => detection.SubjectType == "zone" && detection.SubjectId.StartsWith($"barn/{barn}/", StringComparison.Ordinal),
            verdict,
            by,
            comment,
            time.GetUtcNow().ToUnixTimeMilliseconds());
    }
}
