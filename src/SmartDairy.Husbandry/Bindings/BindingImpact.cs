using SmartDairy.Contracts.Animals;

namespace SmartDairy.Husbandry.Bindings;

/// <summary>The animals that a change of bindings affects.</summary>
public static class BindingImpact
{
    /// <summary>
    /// The animals whose bindings differ after a change, each with the earliest time at which they do, Unix milliseconds.
    /// </summary>
    public static IReadOnlyDictionary<string, long> AffectedAnimals(BindingSet before, BindingSet after)
    {
        var from = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var binding in after.All)
        {
            Compare(before.Find(binding.Id), binding);
        }

        foreach (var binding in before.All)
        {
            if (after.Find(binding.Id) is null)
            {
                Compare(binding, null);
            }
        }

        return from;

        void Compare(AnimalBinding? was, AnimalBinding? becomes)
        {
            if (was is not null && becomes is not null && was.AnimalId == becomes.AnimalId && was.Target == becomes.Target
                && was.Kind == becomes.Kind)
            {
                if (was.From != becomes.From)
                {
                    Add(was.AnimalId, Math.Min(was.From, becomes.From));
                }

                if (was.To != becomes.To)
                {
                    Add(was.AnimalId, Math.Min(was.To ?? long.MaxValue, becomes.To ?? long.MaxValue));
                }

                return;
            }

            if (was is not null)
            {
                Add(was.AnimalId, was.From);
            }

            if (becomes is not null)
            {
                Add(becomes.AnimalId, becomes.From);
            }
        }

        void Add(string animal, long at) => from[animal] = Math.Min(at, from.GetValueOrDefault(animal, long.MaxValue));
    }
}
