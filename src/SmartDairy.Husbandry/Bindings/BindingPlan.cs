using SmartDairy.Contracts.Animals;

namespace SmartDairy.Husbandry.Bindings;

/// <summary>
/// Plans the rows that a change of bindings writes. A binding that overlaps a new span gives way: it ends where the span begins, begins
/// where the span ends, is cut in two, or is retracted. A binding that only registrations imply is recorded before it changes, so that the
/// past stays as it was.
/// </summary>
/// <param name="newId">Creates the ids of new rows.</param>
public sealed class BindingPlan(BindingSet bindings, long now, string recordedBy, Func<string> newId)
{
    /// <summary>The beginning of bindings that registrations imply: Unix milliseconds 0.</summary>
    public const long Beginning = 0;

    private readonly Dictionary<string, AnimalBinding> _rows = new(StringComparer.Ordinal);

    /// <summary>The bindings with everything planned so far.</summary>
    public BindingSet Bindings { get; private set; } = bindings;

    /// <summary>Every row that is created, changed or retracted, by its beginning.</summary>
    public IReadOnlyList<AnimalBinding> ChangedRows
        => [.. _rows.Values.OrderBy(row => row.From).ThenBy(row => row.Id, StringComparer.Ordinal)];

    /// <summary>
    /// Records the binding that a registration implies, unless the target has a binding or the animal has one of that kind.
    /// </summary>
    public void RecordRegistration(BindingKind kind, string target, string animalId, int farmId)
    {
        if (!(BindingValidator.IsExclusive(kind) && Bindings.HasBindings(kind, target)) && Bindings.ForAnimal(kind, animalId).Count == 0)
        {
            Set(new AnimalBinding
            {
                Id = newId(),
                FarmId = farmId,
                Kind = kind,
                AnimalId = animalId,
                Target = target,
                From = Beginning,
                RecordedAt = now,
                RecordedBy = "registration",
            });
        }
    }

    /// <summary>Adds a span; overlapping bindings of its target, and of its animal and kind, give way.</summary>
    public void Assign(AnimalBinding span)
    {
        foreach (var other in Bindings.All)
        {
            if (other.Id != span.Id && other.Kind == span.Kind && Overlap(other, span)
                && (other.AnimalId == span.AnimalId || (BindingValidator.IsExclusive(span.Kind) && other.Target == span.Target)))
            {
                RemoveSpan(other, span.From, span.To);
            }
        }

        Set(span);
    }

    /// <summary>Exchanges the targets of two animals from a time on, for as long as both have one.</summary>
    /// <returns>False when one of them has no target at that time.</returns>
    public bool Swap(BindingKind kind, string first, string second, long at)
    {
        if (Bindings.ActiveBinding(kind, first, at) is not { } one || Bindings.ActiveBinding(kind, second, at) is not { } other)
        {
            return false;
        }

        var until = one.To is { } a && other.To is { } b ? Math.Min(a, b) : one.To ?? other.To;
        RemoveSpan(one, at, until);
        RemoveSpan(other, at, until);
        Set(one with { Id = newId(), AnimalId = second, From = at, To = until, RecordedAt = now, RecordedBy = recordedBy });
        Set(other with { Id = newId(), AnimalId = first, From = at, To = until, RecordedAt = now, RecordedBy = recordedBy });
        return true;
    }

    /// <summary>Cuts a span out of a binding.</summary>
    public void RemoveSpan(AnimalBinding binding, long from, long? to)
    {
        var before = binding.From < from;
        var after = to is { } end && (binding.To is null || binding.To > end);
        if (before)
        {
            Set(binding with { To = from, RecordedAt = now, RecordedBy = recordedBy });
        }

        if (after)
        {
            Set(binding with { Id = before ? newId() : binding.Id, From = to!.Value, RecordedAt = now, RecordedBy = recordedBy });
        }

        if (!before && !after)
        {
            Retract(binding);
        }
    }

    public void Retract(AnimalBinding binding) => Set(binding with { Retracted = true, RecordedAt = now, RecordedBy = recordedBy });

    private static bool Overlap(AnimalBinding one, AnimalBinding other)
        => (one.To is null || other.From < one.To) && (other.To is null || one.From < other.To);

    private void Set(AnimalBinding row)
    {
        _rows[row.Id] = row;
        Bindings = Bindings.With([row]);
    }
}
