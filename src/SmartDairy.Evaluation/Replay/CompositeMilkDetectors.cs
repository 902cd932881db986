using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Detections;
using SmartDairy.Contracts.Farms;
using SmartDairy.Husbandry.Animals;
using SmartDairy.Husbandry.Derivation;

namespace SmartDairy.Evaluation.Replay;

/// <summary>
/// A second set of detectors that observes the same facts as the herd's, but milkings without their quarters: the milk of many meters is
/// measured as a whole.
/// </summary>
internal sealed class CompositeMilkDetectors(IEnumerable<AnimalRegistration> animals, FarmCalendar days)
{
    private readonly Dictionary<string, CowMonitor> _monitors =
        animals.ToDictionary(animal => animal.Id, animal => new CowMonitor(animal, days), StringComparer.Ordinal);
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);

    public void Observe(string animalId, in AnimalFact fact)
    {
        _monitors[animalId].Observe(fact.Milking is { } milking ? AnimalFact.From(milking with { Quarters = [] }) : fact);
        _changed.Add(animalId);
    }

    /// <summary>The present state of every detection that changed since the last call.</summary>
    public IReadOnlyList<Detection> DrainDetections()
    {
        List<Detection> drained = [.. _changed.SelectMany(animalId => _monitors[animalId].DrainDetections())];
        _changed.Clear();
        return drained;
    }
}
