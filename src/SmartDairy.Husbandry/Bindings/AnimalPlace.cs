using SmartDairy.Contracts.Animals;

namespace SmartDairy.Husbandry.Bindings;

/// <summary>Decides where an animal is kept.</summary>
public static class AnimalPlace
{
    /// <summary>
    /// The place of an animal at a time, such as barn/2/zone/3: the target of the binding to a place that holds then. The registration counts only for an
    /// animal that was never bound to a place.
    /// </summary>
    /// <param name="animal">Registration of the animal.</param>
    /// <param name="bindings">Bindings of the animal, of any kind, without those that were retracted.</param>
    /// <param name="at">The time, Unix milliseconds.</param>
    /// <returns>The place; null when unknown.</returns>
    public static string? Find(AnimalRegistration animal, IReadOnlyList<AnimalBinding> bindings, long at)
    {
        var places = bindings.Where(binding => binding.Kind == BindingKind.Place).ToArray();
        return places.Length == 0
            ? animal.Place
            : Array.Find(places, binding => binding.From <= at && (binding.To is null || binding.To > at))?.Target;
    }
}
