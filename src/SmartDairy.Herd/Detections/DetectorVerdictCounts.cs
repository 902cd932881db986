using SmartDairy.Contracts.Detections;
using SmartDairy.History.Herds;

namespace SmartDairy.Herd.Detections;

/// <summary>Verdicts of people on one detector's detections, counted.</summary>
public sealed class DetectorVerdictCounts
{
    private const int BatchSize = 5_000;

    /// <summary>Detections that people found to be right.</summary>
    public int Confirmed { get; private set; }

    /// <summary>Detections that people found to be wrong.</summary>
    public int Rejected { get; private set; }

    /// <summary>Detections that nobody judged.</summary>
    public int Unjudged { get; private set; }

    /// <summary>Counts a farm's verdicts by detector and version. Retracted detections do not count.</summary>
    /// <param name="store">Holds the detections.</param>
    /// <param name="farmId">Farm of the detections.</param>
    /// <param name="from">Detections made earlier do not count, Unix milliseconds; null for no bound.</param>
    /// <param name="to">Detections made then or later do not count, Unix milliseconds; null for no bound.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public static async Task<SortedDictionary<string, DetectorVerdictCounts>> CountAsync(
        IHerdStore store, int farmId, long? from, long? to, CancellationToken cancellationToken)
    {
        var counts = new SortedDictionary<string, DetectorVerdictCounts>(StringComparer.Ordinal);
        // A detection made before the end also began before it; one that began before 'from' may have been made later.
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
                if (detection.State == DetectionState.Retracted || detection.DetectedAt < from || detection.DetectedAt >= to)
                {
                    continue;
                }

                if (!counts.TryGetValue(detection.Detector, out var count))
                {
                    counts[detection.Detector] = count = new();
                }

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
            case DetectionVerdict.Confirmed:
                Confirmed++;
                break;
            case DetectionVerdict.Rejected:
                Rejected++;
                break;
            default:
                Unjudged++;
                break;
        }
    }
}
