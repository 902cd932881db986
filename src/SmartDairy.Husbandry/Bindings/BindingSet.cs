using SmartDairy.Contracts.Animals;

namespace SmartDairy.Husbandry.Bindings;

/// <summary>
/// The bindings of one farm without retracted ones. Spans of one collar or tag never overlap, nor do the spans of one animal and kind. A
/// target without any binding belongs to the animal in its registration, from the beginning. Immutable.
/// </summary>
public sealed class BindingSet
{
    public static readonly BindingSet Empty = new([]);
    private readonly Dictionary<(BindingKind, string), AnimalBinding[]> _targets;
    private readonly Dictionary<(BindingKind, string), AnimalBinding[]> _animals;
    private readonly Dictionary<string, AnimalBinding> _all;

    /// <param name="bindings">Retracted ones are ignored.</param>
    public BindingSet(IEnumerable<AnimalBinding> bindings)
    {
        _all = bindings.Where(binding => !binding.Retracted).ToDictionary(binding => binding.Id, StringComparer.Ordinal);
        _targets = _all.Values.GroupBy(binding => (binding.Kind, binding.Target)).ToDictionary(spans => spans.Key, InOrder);
        _animals = _all.Values.GroupBy(binding => (binding.Kind, binding.AnimalId)).ToDictionary(spans => spans.Key, InOrder);
    }

    public IReadOnlyCollection<AnimalBinding> All => _all.Values;

    /// <summary>The binding of that id; null when there is none or it was retracted.</summary>
    public AnimalBinding? Find(string id) => _all.GetValueOrDefault(id);

    /// <summary>Whether the target has any binding; without one its registration counts.</summary>
    public bool HasBindings(BindingKind kind, string target) => _targets.ContainsKey((kind, target));

    /// <summary>Bindings in order of time; empty when there are none.</summary>
    public IReadOnlyList<AnimalBinding> ForTarget(BindingKind kind, string target) => _targets.GetValueOrDefault((kind, target)) ?? [];

    /// <summary>Bindings in order of time; empty when there are none.</summary>
    public IReadOnlyList<AnimalBinding> ForAnimal(BindingKind kind, string animalId) => _animals.GetValueOrDefault((kind, animalId)) ?? [];

    /// <summary>The animal that has the target at that time (Unix milliseconds); null when none has.</summary>
    /// <param name="registeredAnimalId">The animal in the target's registration; null when it names none.</param>
    public string? AnimalAt(BindingKind kind, string target, long at, string? registeredAnimalId)
        => AnimalDuring(kind, target, at, at + 1, registeredAnimalId);

    /// <summary>
    /// The animal that has the target during the whole of a span (end exclusive); null when none has, or when it changes within the span.
    /// </summary>
    /// <param name="registeredAnimalId">The animal in the target's registration; null when it names none.</param>
    public string? AnimalDuring(BindingKind kind, string target, long from, long to, string? registeredAnimalId)
    {
        if (!_targets.TryGetValue((kind, target), out var spans))
        {
            return registeredAnimalId;
        }

        foreach (var span in spans)
        {
            if (span.From <= from && (span.To is null || span.To >= to))
            {
                return span.AnimalId;
            }
        }

        return null;
    }

    /// <summary>The binding of that kind that an animal has at that time (Unix milliseconds); null when it has none.</summary>
    public AnimalBinding? ActiveBinding(BindingKind kind, string animalId, long at)
    {
        foreach (var span in ForAnimal(kind, animalId))
        {
            if (span.From <= at && (span.To is null || span.To > at))
            {
                return span;
            }
        }

        return null;
    }

    /// <summary>The bindings with these rows in place of those of the same ids.</summary>
    public BindingSet With(IReadOnlyList<AnimalBinding> rows)
    {
        var ids = rows.Select(row => row.Id).ToHashSet(StringComparer.Ordinal);
        return new([.. _all.Values.Where(binding => !ids.Contains(binding.Id)), .. rows]);
    }

    private static AnimalBinding[] InOrder(IEnumerable<AnimalBinding> spans) => [.. spans.OrderBy(span => span.From)];
}
