namespace SmartDairy.Architecture.Tests;

internal static class Cycles
{
    /// <summary>One cycle, e.g. <c>A -> B -> A</c>; null when there is none.</summary>
    public static string? Find(IReadOnlyDictionary<string, string[]> references)
    {
        var clean = new HashSet<string>(StringComparer.Ordinal);
        return references.Keys.Select(project => Walk(project, [])).FirstOrDefault(found => found is not null);

        string? Walk(string project, List<string> path)
        {
            if (path.IndexOf(project) is >= 0 and var at)
            {
                return string.Join(" -> ", path[at..].Append(project));
            }

            if (clean.Contains(project) || !references.TryGetValue(project, out var next))
            {
                return null;
            }

            var found = next.Select(reference => Walk(reference, [.. path, project])).FirstOrDefault(cycle => cycle is not null);
            if (found is null)
            {
                clean.Add(project);
            }

            return found;
        }
    }
}
