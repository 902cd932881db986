using SmartDairy.Contracts.Readings;
using SmartDairy.GraphQL.Errors;

namespace SmartDairy.Api.Schema.Readings;

/// <summary>Validates metric names and suggests the nearest one for a wrong name.</summary>
internal static class MetricNames
{
    /// <exception cref="InvalidArgumentException">The family has no such metric.</exception>
    public static void RequireKnown(ReadingFamily family, string name)
    {
        if (Metrics.Find(family, name) is null)
        {
            throw UnknownMetric(name, Names(family));
        }
    }

    /// <exception cref="InvalidArgumentException">No family has such a metric.</exception>
    public static void RequireKnown(string name)
    {
        var families = Enum.GetValues<ReadingFamily>();
        if (!families.Any(family => Metrics.Find(family, name) is not null))
        {
            throw UnknownMetric(name, families.SelectMany(Names).Distinct());
        }
    }

    private static IEnumerable<string> Names(ReadingFamily family) => Metrics.ForFamily(family).ToArray().Select(metric => metric.Name);

    private static InvalidArgumentException UnknownMetric(string name, IEnumerable<string> known)
    {
        var shown = name.Length > 64 ? name[..64] + "…" : name;
        string[] names = [.. known];
        var nearest = names.MinBy(each => EditDistance(shown, each))!;
        return new($"There is no metric '{shown}' here.", $"Did you mean '{nearest}'? Known are {string.Join(", ", names)}.");
    }

    /// <summary>Levenshtein's distance.</summary>
    private static int EditDistance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var change = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1];
    }
}
