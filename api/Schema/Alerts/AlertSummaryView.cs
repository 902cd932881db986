using GraphQL;
using SmartDairy.Contracts.Alerts;
using SmartDairy.History.Alerts;

namespace SmartDairy.Api.Schema.Alerts;

/// <summary>Counts of the alerts of a farm or barn that are not cleared.</summary>
[Name("AlertSummary")]
public sealed record AlertSummaryView(int Open, int Acknowledged, Priority? Worst, IReadOnlyList<AlertPriorityCountView> ByPriority)
{
    /// <summary>Number of alerts that nobody has acknowledged.</summary>
    public int Open { get; } = Open;

    /// <summary>Number of alerts that are acknowledged but not cleared.</summary>
    public int Acknowledged { get; } = Acknowledged;

    /// <summary>Most urgent priority among the alerts that are not cleared; null when there are none.</summary>
    public Priority? Worst { get; } = Worst;

    /// <summary>Number of alerts of each priority, most urgent first; priorities without alerts are left out.</summary>
    public IReadOnlyList<AlertPriorityCountView> ByPriority { get; } = ByPriority;

    internal static AlertSummaryView From(IEnumerable<AlertCount> counts)
    {
        var (open, acknowledged) = (0, 0);
        var byPriority = new SortedDictionary<Priority, int>();
        foreach (var count in counts.Where(count => count.Count > 0))
        {
            if (count.State == AlertState.Cleared)
            {
                continue;
            }

            if (count.State == AlertState.Open)
            {
                open += count.Count;
            }
            else
            {
                acknowledged += count.Count;
            }

            byPriority[count.Priority] = byPriority.GetValueOrDefault(count.Priority) + count.Count;
        }
        return new(open, acknowledged, byPriority.Count == 0
            ? null
            : byPriority.First().Key, [.. byPriority.Select(each => new AlertPriorityCountView(each.Key, each.Value))]);
    }
}
