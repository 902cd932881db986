using SmartDairy.Analytics.Cows;
using SmartDairy.Contracts.Milking;

namespace SmartDairy.Evaluation.Replay;

/// <summary>Told what the detectors are told, as they are told it: what simple detectors from the literature run on.</summary>
public interface IReplayListener
{
    /// <param name="observedAt">When the message came that made the hour whole, Unix milliseconds.</param>
    void OnCollarHour(string animalId, in CollarHour hour, long observedAt);

    void OnMilking(string animalId, MilkingSession milking, long observedAt);
}
