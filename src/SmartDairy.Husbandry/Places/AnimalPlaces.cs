using SmartDairy.Contracts.Animals;
using SmartDairy.Husbandry.Bindings;

namespace SmartDairy.Husbandry.Places;

/// <summary>
/// Where an animal is kept. The registered place counts only while no binding of a place is recorded for the animal: a change of place
/// records the registered one as a binding first, so from then on the bindings alone are complete.
/// </summary>
public static class AnimalPlaces
{
    /// <summary>The place at that time, such as <c>barn/2/zone/3</c>; null when unknown.</summary>
    /// <param name="registeredPlace">The place in the animal's registration; null when it names none.</param>
    /// <param name="bindings">Bindings of the animal, of any kind and in any order.</param>
    /// <param name="at">Unix milliseconds.</param>
    public static string? PlaceAt(string? registeredPlace, IEnumerable<AnimalBinding> bindings, long at)
    {
        foreach (var span in Spans(registeredPlace, bindings))
        {
            if (span.Contains(at))
            {
                return span.Place;
            }
        }

        return null;
    }

    /// <inheritdoc cref="PlaceAt(string?, IEnumerable{AnimalBinding}, long)"/>
    public static string? PlaceAt(AnimalRegistration animal, BindingSet bindings, long at)
        => PlaceAt(animal.Place, bindings.ForAnimal(BindingKind.Place, animal.Id), at);

    /// <summary>The places of the animal's life in order of time; empty when none is known.</summary>
    public static IReadOnlyList<PlaceSpan> Spans(AnimalRegistration animal, BindingSet bindings)
        => Spans(animal.Place, bindings.ForAnimal(BindingKind.Place, animal.Id));

    private static List<PlaceSpan> Spans(string? registeredPlace, IEnumerable<AnimalBinding> bindings)
    {
        var spans = bindings.Where(binding => binding is { Kind: BindingKind.Place, Retracted: false })
            .Select(binding => new PlaceSpan(binding.Target, binding.From, binding.To)).OrderBy(span => span.From).ToList();
        if (spans.Count == 0 && registeredPlace is not null)
        {
            spans.Add(new(registeredPlace, BindingPlan.Beginning, null));
        }

        return spans;
    }
}
