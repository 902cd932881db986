using SmartDairy.Analytics.Cows;
using SmartDairy.Contracts.Milking;

namespace SmartDairy.Evaluation.Replay;

/// <summary>
/// Observes the same hours and milkings as the detectors, in the same order: simple detectors from the literature run on it.
/// </summary>
public interface IReplayListener
{
    /// <param name="observedAt">The time of receipt of the message that completed the hour, Unix milliseconds.</param>
    void OnCollarHour(string animalId, in CollarHour hour, long observedAt);

    void OnMilking(string animalId, MilkingSession milking, long observedAt);
}
