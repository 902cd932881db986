namespace SmartDairy.Evaluation.Scoring;

/// <summary>An alarm's score and whether it was right, for detection curves.</summary>
/// <param name="Event">The event that the alarm found, counted from 0; null when it found none.</param>
/// <param name="IsFalse">Whether the alarm was about no event. An alarm that came too late to find an event is neither false nor
/// right.</param>
public readonly record struct ScoredAlarm(double Score, int? Event, bool IsFalse);
