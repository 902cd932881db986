using SmartDairy.Contracts.Detections;

namespace SmartDairy.Evaluation.Replay;

/// <summary>A detection in its state at the end of the replay.</summary>
/// <param name="ReportedAt">When a farmer would first have been notified, by the clock of the replay, Unix milliseconds.</param>
/// <param name="RetractedAt">When the farmer would have been notified of the retraction; null when it is not retracted.</param>
public sealed record ReplayedDetection(Detection Detection, long ReportedAt, long? RetractedAt = null);
