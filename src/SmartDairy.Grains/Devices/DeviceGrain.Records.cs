using SmartDairy.Contracts.Detections;
using SmartDairy.Contracts.Sensors;
using SmartDairy.Grains.Sensors;
using SmartDairy.History.Herds;

namespace SmartDairy.Grains.Devices;

/// <content>Rows that people write about the device: checks against references and verdicts on detections.</content>
public sealed partial class DeviceGrain
{
    public async Task<Verification> RecordVerificationAsync(Verification verification)
        => (await services.Herd.Store.UpdateAsync(
            HerdRecordKinds.Verifications,
            verification.FarmId,
            verification.Id,
            known => known ?? verification,
            verification.RecordedAt,
            CancellationToken.None))!;

    public Task<Detection?> RecordVerdictAsync(int farmId, string detectionId, DetectionVerdict verdict, string by, string? comment)
        => DetectionVerdictWriter.WriteAsync(
            services.Herd,
            farmId,
            detectionId,
            detection => detection.SubjectType == "device" && detection.SubjectId == this.GetPrimaryKeyString(),
            verdict,
            by,
            comment,
            time.GetUtcNow().ToUnixTimeMilliseconds());
}
