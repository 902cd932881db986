using SmartDairy.Contracts.Animals;

namespace SmartDairy.History.Registry;

/// <summary>Why animals cannot be added, in sentences that are the same for every store.</summary>
internal static class AnimalConflicts
{
    private const int MaxSentences = 20;

    /// <param name="idTaken">Whether the farm has an animal with this id.</param>
    /// <param name="wearer">The id of the farm's animal with this tag; null when there is none.</param>
    public static List<string> Of(IReadOnlyList<AnimalRegistration> animals, Func<int, string, bool> idTaken, Func<int, string, string?> wearer)
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
            else if (idTaken(animal.FarmId, animal.Id))
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
            else if (wearer(animal.FarmId, tag) is { } other)
            {
                conflicts.Add($"The tag {tag} of {animal.Id} is worn by {other}.");
            }
        }

        if (conflicts.Count > MaxSentences)
        {
            conflicts.RemoveRange(MaxSentences, conflicts.Count - MaxSentences);
        }

        return conflicts;
    }
}
