using SmartDairy.Contracts.Detections;
using SmartDairy.History.Herds;

namespace SmartDairy.Api.GraphQL.Herds.Detections.Accuracy;

/// <summary>What people said of one detector's detections.</summary>
internal sealed class VerdictCounts
{
    private const int AtOnce = 5_000;

    public int Confirmed { get; private set; }

    public int Rejected { get; private set; }

    public int Unjudged { get; private set; }

    /// <summary>Of a farm, by detector and version, of what was detected in a span of time (Unix milliseconds; null is open).</summary>
    public static async Task<SortedDictionary<string, VerdictCounts>> OfAsync(IHerdStore store, int farmId, long? from, long? to, CancellationToken cancel)
    {
        var counts = new SortedDictionary<string, VerdictCounts>(StringComparer.Ordinal);
        // What was detected before an end began before it too; what began before a beginning may have been detected after it.
        var query = new HerdQuery { FarmId = farmId, Kind = HerdKinds.Detections.Name, To = to, Order = HerdOrder.ByRevision };
        long after = 0;
        IReadOnlyList<HerdRecord> rows;
        do
        {
            rows = await store.ListAsync(query with { AfterRevision = after }, AtOnce, cancel);
            foreach (var row in rows)
            {
                after = row.Revision;
                var detection = HerdKinds.Detections.Read(row);
                if (detection.State == DetectionState.Retracted || detection.DetectedAt < from || detection.DetectedAt >= to) continue;
                if (!counts.TryGetValue(detection.Detector, out var count)) counts[detection.Detector] = count = new();
                count.Add(detection.Verdict);
            }
        }
        while (rows.Count == AtOnce);
        return counts;
    }

    private void Add(Verdict verdict)
    {
        switch (verdict)
        {
            case Verdict.Confirmed: Confirmed++; break;
            case Verdict.Rejected: Rejected++; break;
            default: Unjudged++; break;
        }
    }
}
