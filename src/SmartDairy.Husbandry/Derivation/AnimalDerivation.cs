using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Detections;
using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Milking;
using SmartDairy.Husbandry.AnimalEvents;
using SmartDairy.Husbandry.Animals;
using SmartDairy.Husbandry.Milking;
using SmartDairy.Husbandry.Places;

namespace SmartDairy.Husbandry.Derivation;

/// <summary>One animal of a <see cref="HerdDerivation"/>: its detectors, its recent milkings and its lactation.</summary>
internal sealed class AnimalDerivation(AnimalRegistration animal, FarmCalendar days, IReadOnlyList<PlaceSpan> places)
{
    private readonly CowMonitor _monitor = new(animal, days);
    private readonly List<AnimalEvent> _events = [];
    private Dictionary<string, MilkingSession> _milkings = new(StringComparer.Ordinal);
    private LactationStage? _lactation = LactationStage.From(animal.Lactation, animal.CalvedAt);

    public AnimalRegistration Registration => animal;

    /// <summary>The detectors observed something since the last <see cref="DrainDetections"/>.</summary>
    public bool HasChanged { get; private set; }

    public bool IsKeptAt(string place, long time)
    {
        foreach (var span in places)
        {
            if (span.Contains(time))
            {
                return span.Place == place;
            }
        }

        return false;
    }

    public void Observe(in AnimalFact fact)
    {
        _monitor.Observe(fact);
        HasChanged = true;
        if (fact.Event is { } animalEvent)
        {
            _events.Add(animalEvent);
            var status = AnimalStatusFold.Fold(animal, _events);
            _lactation = LactationStage.From(status.Lactation, status.CalvedAt);
        }
    }

    /// <summary>The milking with its evaluation, and later ones whose evaluation changes with it.</summary>
    public IReadOnlyList<MilkingSession> Evaluate(MilkingSession milking)
    {
        var evaluated = ExpectedYieldEvaluator.EvaluateAll([milking], _milkings.Values, _lactation);
        foreach (var known in evaluated)
        {
            _milkings[known.Id] = known;
        }

        var from = milking.StartedAt - (2 * ExpectedYieldEvaluator.LookbackMs);
        if (_milkings.Values.First().StartedAt < from)
        {
            _milkings = _milkings.Where(known => known.Value.StartedAt >= from).ToDictionary(StringComparer.Ordinal);
        }

        return evaluated;
    }

    public IReadOnlyList<Detection> DrainDetections()
    {
        HasChanged = false;
        return _monitor.DrainDetections();
    }
}
