using SmartDairy.Contracts.Detections;

namespace SmartDairy.Evaluation.Replay;

/// <summary>A detection as it was at the end of the replay.</summary>
/// <param name="ReportedAt">When a farmer would first have been told: the clock of the replay, Unix milliseconds.</param>
/// <param name="RetractedAt">When he would have been told that it was none; null when it stands.</param>
public sealed record ReplayedDetection(Detection Detection, long ReportedAt, long? RetractedAt = null);
