using SmartDairy.Contracts.Detections;
using SmartDairy.Grains.Animals;
using SmartDairy.History;
using SmartDairy.History.Herds;

namespace SmartDairy.Grains.Sensors;

/// <summary>Writes down what was found of sensors. What a person said of it meanwhile stays; it is rare enough to look.</summary>
internal static class SensorDetectionWriter
{
    public static async Task WriteAsync(HerdServices herd, IReadOnlyList<Detection> found, long now)
    {
        var rows = new List<HerdRecord>(found.Count);
        foreach (var one in found)
        {
            rows.Add(HerdRecordKinds.Detections.ToRecord(await WithVerdictAsync(herd.Store, one), now));
        }

        await herd.Writer.WriteAsync(rows);
    }

    private static async Task<Detection> WithVerdictAsync(IHerdStore store, Detection found)
    {
        try
        {
            return await store.FindAsync(found.FarmId, HerdRecordKinds.Detections.Name, found.Id, CancellationToken.None) is { } row
                && HerdRecordKinds.Detections.FromRecord(row) is { Verdict: not DetectionVerdict.None } known
                ? found with { Verdict = known.Verdict, VerdictAt = known.VerdictAt, VerdictBy = known.VerdictBy, VerdictComment = known.VerdictComment }
                : found;
        }
        catch (HistoryUnavailableException)
        {
            return found;
        }
    }
}
