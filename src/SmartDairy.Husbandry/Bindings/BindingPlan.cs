using SmartDairy.Contracts.Animals;

namespace SmartDairy.Husbandry.Bindings;

/// <summary>
/// Works out which rows a change of bindings makes. Whatever stands in the way of a new span gives way: it ends where the span begins, begins where it ends, is cut in two, or is
/// retracted. What only registrations said is written down before it is changed, so that the past stays as it was.
/// </summary>
/// <param name="newId">Ids for rows that are made.</param>
public sealed class BindingPlan(BindingSet bindings, long now, string recordedBy, Func<string> newId)
{
    /// <summary>From the beginning: what registrations say held always.</summary>
    public const long Beginning = 0;

    private readonly Dictionary<string, AnimalBinding> _rows = new(StringComparer.Ordinal);

    /// <summary>As it is with all that was planned.</summary>
    public BindingSet Bindings { get; private set; } = bindings;

    /// <summary>Every row that is made, changed or retracted, by its beginning.</summary>
    public IReadOnlyList<AnimalBinding> ChangedRows => [.. _rows.Values.OrderBy(row => row.From).ThenBy(row => row.Id, StringComparer.Ordinal)];

    /// <summary>Writes down what a registration said, unless something was told of the target before or the animal has another of its kind.</summary>
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

    /// <summary>Puts a span in; everything of its target, and of its animal and kind, gives way.</summary>
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

    /// <summary>Gives two animals each other's targets of that kind for as long as both have one from then on.</summary>
    /// <returns>False when one of them has none then.</returns>
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

    /// <summary>Takes a span out of a binding.</summary>
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

    private static bool Overlap(AnimalBinding one, AnimalBinding other) => (one.To is null || other.From < one.To) && (other.To is null || one.From < other.To);

    private void Set(AnimalBinding row)
    {
        _rows[row.Id] = row;
        Bindings = Bindings.With([row]);
    }
}
