using SmartDairy.Contracts.Detections;
using SmartDairy.History.Herds;

namespace SmartDairy.Api.Herd.Detections;

/// <summary>What people said of one detector's detections.</summary>
internal sealed class DetectorVerdictCounts
{
    private const int BatchSize = 5_000;

    public int Confirmed { get; private set; }

    public int Rejected { get; private set; }

    public int Unjudged { get; private set; }

    /// <summary>Of a farm, by detector and version, of what was detected in a span of time (Unix milliseconds; null is open).</summary>
    public static async Task<SortedDictionary<string, DetectorVerdictCounts>> CountAsync(IHerdStore store, int farmId, long? from, long? to, CancellationToken cancellationToken)
    {
        var counts = new SortedDictionary<string, DetectorVerdictCounts>(StringComparer.Ordinal);
        // What was detected before an end began before it too; what began before a beginning may have been detected after it.
        var query = new HerdQuery { FarmId = farmId, Kind = HerdRecordKinds.Detections.Name, To = to, Order = HerdRecordOrder.ByRevision };
        long after = 0;
        IReadOnlyList<HerdRecord> rows;
        do
        {
            rows = await store.ListAsync(query with { AfterRevision = after }, BatchSize, cancellationToken);
            foreach (var row in rows)
            {
                after = row.Revision;
                var detection = HerdRecordKinds.Detections.FromRecord(row);
                if (detection.State == DetectionState.Retracted || detection.DetectedAt < from || detection.DetectedAt >= to) continue;
                if (!counts.TryGetValue(detection.Detector, out var count)) counts[detection.Detector] = count = new();
                count.Add(detection.Verdict);
            }
        }
        while (rows.Count == BatchSize);
        return counts;
    }

    private void Add(DetectionVerdict verdict)
    {
        switch (verdict)
        {
            case DetectionVerdict.Confirmed: Confirmed++; break;
            case DetectionVerdict.Rejected: Rejected++; break;
            default: Unjudged++; break;
        }
    }
}
