using SmartDairy.Contracts.Animals;

namespace SmartDairy.Husbandry.Bindings;

/// <summary>
/// Who wore what when, on one farm: its bindings that count. Spans of one target never overlap, nor do the spans of one animal and kind. A target that no binding was ever
/// told of belongs to whom its registration names, from the beginning. Immutable.
/// </summary>
public sealed class BindingSet
{
    public static readonly BindingSet Empty = new([]);
    private readonly Dictionary<(BindingKind, string), AnimalBinding[]> _targets;
    private readonly Dictionary<(BindingKind, string), AnimalBinding[]> _animals;
    private readonly Dictionary<string, AnimalBinding> _all;

    /// <param name="bindings">Retracted ones are left out.</param>
    public BindingSet(IEnumerable<AnimalBinding> bindings)
    {
        _all = bindings.Where(binding => !binding.Retracted).ToDictionary(binding => binding.Id, StringComparer.Ordinal);
        _targets = _all.Values.GroupBy(binding => (binding.Kind, binding.Target)).ToDictionary(spans => spans.Key, InOrder);
        _animals = _all.Values.GroupBy(binding => (binding.Kind, binding.AnimalId)).ToDictionary(spans => spans.Key, InOrder);
    }

    public IReadOnlyCollection<AnimalBinding> All => _all.Values;

    /// <summary>Null when there is none, or it was retracted.</summary>
    public AnimalBinding? Find(string id) => _all.GetValueOrDefault(id);

    /// <summary>Whether any binding was ever told of the target: else its registration stands.</summary>
    public bool HasBindings(BindingKind kind, string target) => _targets.ContainsKey((kind, target));

    /// <summary>By time; empty when none was told.</summary>
    public IReadOnlyList<AnimalBinding> ForTarget(BindingKind kind, string target) => _targets.GetValueOrDefault((kind, target)) ?? [];

    /// <summary>By time; empty when none was told.</summary>
    public IReadOnlyList<AnimalBinding> ForAnimal(BindingKind kind, string animalId) => _animals.GetValueOrDefault((kind, animalId)) ?? [];

    /// <summary>Whose the target was at that time, Unix milliseconds; null when nobody's.</summary>
    /// <param name="registeredAnimalId">Whom the target's registration names; null when none.</param>
    public string? AnimalAt(BindingKind kind, string target, long at, string? registeredAnimalId) => AnimalDuring(kind, target, at, at + 1, registeredAnimalId);

    /// <summary>Whose the target was all of that span, to exclusive; null when nobody's, or when it changed within.</summary>
    /// <param name="registeredAnimalId">Whom the target's registration names; null when none.</param>
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

    /// <summary>What an animal had at that time, Unix milliseconds; null when nothing of the kind.</summary>
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

    /// <summary>The book with these rows in place of those of their ids.</summary>
    public BindingSet With(IReadOnlyList<AnimalBinding> rows)
    {
        var ids = rows.Select(row => row.Id).ToHashSet(StringComparer.Ordinal);
        return new([.. _all.Values.Where(binding => !ids.Contains(binding.Id)), .. rows]);
    }

    private static AnimalBinding[] InOrder(IEnumerable<AnimalBinding> spans) => [.. spans.OrderBy(span => span.From)];
}
