using SmartDairy.Contracts.Detections;
using SmartDairy.Contracts.Refusals;
using SmartDairy.Grains.Animals;
using SmartDairy.History;
using SmartDairy.History.Herds;
using SmartDairy.Husbandry.Detections;

namespace SmartDairy.Grains.Sensors;

/// <summary>
/// Writes detections of sensors and zones. A verdict that a person gave meanwhile stays. Such detections are rare, so each may cost a read.
/// </summary>
internal static class SensorDetectionWriter
{
    public static async Task WriteAsync(HerdServices herd, IReadOnlyList<Detection> detections, long now)
    {
        // One write at a time keeps the order of the findings: an earlier form of a detection never replaces a later one.
        await herd.SensorDetectionTurn.WaitAsync();
        try
        {
            foreach (var detection in detections)
            {
                await WriteAsync(herd, detection, now);
            }
        }
        finally
        {
            herd.SensorDetectionTurn.Release();
        }
    }

    private static async Task WriteAsync(HerdServices herd, Detection found, long now)
    {
        try
        {
            await herd.Writer.FlushAsync();
            await herd.Store.UpdateAsync(
                HerdRecordKinds.Detections, found.FarmId, found.Id, found.WithVerdictOf, now, CancellationToken.None);
        }
        catch (Exception e) when (e is HistoryUnavailableException or RefusedException)
        {
            // The shared writer keeps the row and retries until the store is back.
            _ = herd.Writer.WriteAsync([HerdRecordKinds.Detections.ToRecord(found, now)]);
        }
    }
}
