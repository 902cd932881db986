using SmartDairy.Contracts.Milking;

namespace SmartDairy.Husbandry.Derivation;

/// <summary>
/// The animals that recent milkings were reported to. A milking that turns out to be another animal's is retracted for the first one.
/// Remembers the last 1,024 milkings; not safe for several threads.
/// </summary>
public sealed class MilkingOwners
{
    private const int MaxMilkings = 1_024;
    private readonly Dictionary<string, string?> _animals = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    public bool Contains(string milkingId) => _animals.ContainsKey(milkingId);

    /// <summary>Remembers an owner without a report.</summary>
    public void Remember(string milkingId, string? animalId)
    {
        if (!_animals.ContainsKey(milkingId))
        {
            _order.Enqueue(milkingId);
            if (_order.Count > MaxMilkings)
            {
                _animals.Remove(_order.Dequeue());
            }
        }

        _animals[milkingId] = animalId;
    }

    /// <summary>
    /// What is to be reported of a milking, each to its <see cref="MilkingSession.AnimalId"/>: nothing while it runs or while no animal is
    /// recognised.
    /// </summary>
    public IReadOnlyList<MilkingSession> Report(MilkingSession milking)
    {
        var reports = new List<MilkingSession>(2);
        if (_animals.GetValueOrDefault(milking.Id) is { } before && before != milking.AnimalId)
        {
            reports.Add(milking with { AnimalId = before, State = MilkingState.Retracted, Litres = null });
        }

        Remember(milking.Id, milking.AnimalId);
        if (milking.AnimalId is not null && (milking.State != MilkingState.Running || milking.Retracted))
        {
            reports.Add(milking);
        }

        return reports;
    }
}
