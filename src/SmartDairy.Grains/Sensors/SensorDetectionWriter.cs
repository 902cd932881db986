using SmartDairy.Contracts.Detections;
using SmartDairy.Grains.Animals;
using SmartDairy.History;
using SmartDairy.History.Herds;
using SmartDairy.Husbandry.Detections;

namespace SmartDairy.Grains.Sensors;

/// <summary>
/// Stores detections of sensors and zones. Each keeps the verdict that it has in the store; they are rare enough for a query each.
/// </summary>
internal static class SensorDetectionWriter
{
    public static async Task WriteAsync(HerdServices herd, IReadOnlyList<Detection> detections, long now)
    {
        var rows = new List<HerdRecord>(detections.Count);
        foreach (var detection in detections)
        {
            rows.Add(HerdRecordKinds.Detections.ToRecord(await WithStoredVerdictAsync(herd.Store, detection), now));
        }

        await herd.Writer.WriteAsync(rows);
    }

    private static async Task<Detection> WithStoredVerdictAsync(IHerdStore store, Detection detection)
    {
        try
        {
            var row = await store.FindAsync(detection.FarmId, HerdRecordKinds.Detections.Name, detection.Id, CancellationToken.None);
            return detection.WithVerdictOf(row is null ? null : HerdRecordKinds.Detections.FromRecord(row));
        }
        catch (HistoryUnavailableException)
        {
            return detection;
        }
    }
}
