namespace SmartDairy.Evaluation.Scoring;

/// <summary>An alarm's score, and whether it was right: what curves are drawn from.</summary>
/// <param name="Event">Which of the events it found, counted from 0; null when none.</param>
/// <param name="IsFalse">It was about no event. An alarm that came too late to find one is neither.</param>
public readonly record struct ScoredAlarm(double Score, int? Event, bool IsFalse);
