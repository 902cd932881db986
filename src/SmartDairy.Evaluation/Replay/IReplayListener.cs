using SmartDairy.Analytics.Cows;
using SmartDairy.Contracts.Milking;

namespace SmartDairy.Evaluation.Replay;

/// <summary>Told what the detectors are told, as they are told it: what simple detectors from the literature run on.</summary>
public interface IReplayListener
{
    /// <param name="toldAt">When the message came that made the hour whole, Unix milliseconds.</param>
    void Heard(string animalId, in CollarHour hour, long toldAt);

    void Milked(string animalId, MilkingSession milking, long toldAt);
}
