using SmartDairy.Contracts.Detections;

namespace SmartDairy.Evaluation.Replay;

/// <summary>A detection as it was at the end of the replay.</summary>
/// <param name="ToldAt">When a farmer would first have been told: the clock of the replay, Unix milliseconds.</param>
/// <param name="TakenBackAt">When he would have been told that it was none; null when it stands.</param>
public sealed record ToldDetection(Detection Detection, long ToldAt, long? TakenBackAt = null);
