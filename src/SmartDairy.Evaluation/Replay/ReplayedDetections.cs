using SmartDairy.Contracts.Detections;

namespace SmartDairy.Evaluation.Replay;

/// <summary>
/// The detections of a replay, each in its last state and with the time at which a farmer would first have been notified.
/// </summary>
internal sealed class ReplayedDetections
{
    private readonly Dictionary<string, ReplayedDetection> _detections = new(StringComparer.Ordinal);

    public IReadOnlyCollection<ReplayedDetection> All => _detections.Values;

    /// <param name="now">The clock of the replay, Unix milliseconds.</param>
    public void Record(Detection detection, long now)
    {
        var known = _detections.GetValueOrDefault(detection.Id);
        var isRetracted = detection.State == DetectionState.Retracted;

        // One that opened and was retracted between two evaluations was never reported.
        if (!isRetracted || known is not null)
        {
            _detections[detection.Id] = new ReplayedDetection(
                detection, known?.ReportedAt ?? now, isRetracted ? known?.RetractedAt ?? now : null);
        }
    }
}
