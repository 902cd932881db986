using GraphQL;
using SmartDairy.Contracts.Alerts;
using SmartDairy.History.Alerts;

namespace SmartDairy.Api.Schema.Alerts;

/// <summary>The alerts of a place that are not over, in numbers.</summary>
[Name("AlertSummary")]
public sealed record AlertSummaryView(int Open, int Acknowledged, Priority? Worst, IReadOnlyList<AlertPriorityCountView> ByPriority)
{
    /// <summary>Those that nobody said he saw.</summary>
    public int Open { get; } = Open;

    /// <summary>Those that somebody saw and that are not over.</summary>
    public int Acknowledged { get; } = Acknowledged;

    /// <summary>The most urgent of them all; null when there is none.</summary>
    public Priority? Worst { get; } = Worst;

    /// <summary>How many of each priority, the most urgent first; a priority without any is left out.</summary>
    public IReadOnlyList<AlertPriorityCountView> ByPriority { get; } = ByPriority;

    internal static AlertSummaryView From(IEnumerable<AlertCount> counts)
    {
        var (open, acknowledged) = (0, 0);
        var byPriority = new SortedDictionary<Priority, int>();
        foreach (var count in counts.Where(count => count.Count > 0))
        {
            if (count.State == AlertState.Cleared) continue;
            if (count.State == AlertState.Open) open += count.Count;
            else acknowledged += count.Count;
            byPriority[count.Priority] = byPriority.GetValueOrDefault(count.Priority) + count.Count;
        }
        return new(open, acknowledged, byPriority.Count == 0 ? null : byPriority.First().Key, [.. byPriority.Select(each => new AlertPriorityCountView(each.Key, each.Value))]);
    }
}
