using SmartDairy.Contracts.Barns;
using SmartDairy.Contracts.Detections;
using SmartDairy.Contracts.Milking;
using SmartDairy.Contracts.Rfid;

namespace SmartDairy.Husbandry.Derivation;

/// <summary>The records of a herd that changed, each in its present state.</summary>
public sealed class HerdRecords
{
    /// <summary>Milkings with their evaluation, also those in which no animal was recognised.</summary>
    public List<MilkingSession> Milkings { get; } = [];

    /// <summary>Passages of gates and stays in areas.</summary>
    public List<Passage> Passages { get; } = [];

    public List<BarnClimateHour> ClimateHours { get; } = [];

    /// <summary>Detections of animals, of sensors and of zones.</summary>
    public List<Detection> Detections { get; } = [];

    /// <summary>The facts that the animals' detectors observed, in that order.</summary>
    public List<(string AnimalId, AnimalFact Fact)> Facts { get; } = [];

    public bool IsEmpty => Milkings.Count + Passages.Count + ClimateHours.Count + Detections.Count + Facts.Count == 0;
}
