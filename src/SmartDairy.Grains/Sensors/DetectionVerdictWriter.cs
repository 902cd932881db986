using SmartDairy.Contracts.Detections;
using SmartDairy.Grains.Animals;
using SmartDairy.History.Herds;
using SmartDairy.Husbandry.Detections;

namespace SmartDairy.Grains.Sensors;

/// <summary>Writes verdicts on detections of devices and zones, for the actors that own their rows.</summary>
internal static class DetectionVerdictWriter
{
    /// <summary>Puts a verdict on a detection; null when the farm has no such detection of that subject.</summary>
    public static async Task<Detection?> WriteAsync(
        HerdServices herd, int farmId, string detectionId, Func<Detection, bool> isOwn, DetectionVerdict verdict, string by,
        string? comment, long now)
    {
        // A detection that is still on its way to the store would come after the verdict and replace it.
        await herd.Writer.FlushAsync();
        return await herd.Store.UpdateAsync(
            HerdRecordKinds.Detections,
            farmId,
            detectionId,
            known => known is not null && isOwn(known) ? known.WithVerdict(verdict, now, by, comment) : null,
            now,
            CancellationToken.None);
    }
}
