using SmartDairy.Contracts.Animals;

namespace SmartDairy.History.Registry;

/// <summary>Why animals cannot be added, in sentences that are the same for every store.</summary>
internal static class AnimalConflicts
{
    private const int MaxConflicts = 20;

    /// <param name="isIdTaken">Whether the farm has an animal with this id.</param>
    /// <param name="findAnimalIdByTag">The id of the farm's animal with this tag; null when there is none.</param>
    public static List<string> Find(
        IReadOnlyList<AnimalRegistration> animals, Func<int, string, bool> isIdTaken, Func<int, string, string?> findAnimalIdByTag)
    {
        var conflicts = new List<string>();
        var ids = new HashSet<(int Farm, string Id)>(animals.Count);
        var tags = new HashSet<(int Farm, string Tag)>(animals.Count);
        foreach (var animal in animals)
        {
            if (!ids.Add((animal.FarmId, animal.Id)))
            {
                conflicts.Add($"The animal id {animal.Id} is given more than once.");
            }
            else if (isIdTaken(animal.FarmId, animal.Id))
            {
                conflicts.Add($"The animal id {animal.Id} is taken on farm {animal.FarmId}.");
            }

            if (animal.TagEpc is not { } tag)
            {
                continue;
            }

            if (!tags.Add((animal.FarmId, tag)))
            {
                conflicts.Add($"The tag {tag} is given more than once.");
            }
            else if (findAnimalIdByTag(animal.FarmId, tag) is { } other)
            {
                conflicts.Add($"The tag {tag} of {animal.Id} is worn by {other}.");
            }
        }

        if (conflicts.Count > MaxConflicts)
        {
            conflicts.RemoveRange(MaxConflicts, conflicts.Count - MaxConflicts);
        }

        return conflicts;
    }
}
