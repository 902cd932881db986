using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Outcomes;

namespace SmartDairy.History.Alerts;

/// <summary>Of an alert that was not retracted, what a standing is made of.</summary>
internal readonly record struct AlertInterval(string RuleId, long OpenedAt, long? EndedAt, Priority Priority)
{
    /// <summary>How far back openings and endings are told.</summary>
    public const long LookbackMilliseconds = 31L * 86_400_000;

    /// <param name="rows">By rule, then by when they opened; all opened before <paramref name="asOf"/>.</param>
    /// <param name="asOf">Exclusive.</param>
    public static IReadOnlyList<RuleAlertHistory> ToRuleStates(IReadOnlyList<AlertInterval> rows, long asOf)
    {
        var standings = new List<RuleAlertHistory>();
        for (var start = 0; start < rows.Count;)
        {
            var end = start;
            while (end < rows.Count && rows[end].RuleId == rows[start].RuleId)
            {
                end++;
            }

            standings.Add(ToRuleState(rows, start, end, asOf));
            start = end;
        }

        return standings;
    }

    private static RuleAlertHistory ToRuleState(IReadOnlyList<AlertInterval> rows, int start, int end, long asOf)
    {
        AlertInterval? open = null;
        var openings = new List<long>();
        var endings = new List<long>();
        for (var i = start; i < end; i++)
        {
            var row = rows[i];
            if (row.EndedAt is not { } ended || ended >= asOf)
            {
                open = row;
            }
            else if (ended >= asOf - LookbackMilliseconds)
            {
                endings.Add(ended);
            }

            if (row.OpenedAt >= asOf - LookbackMilliseconds)
            {
                openings.Add(row.OpenedAt);
            }
        }

        endings.Sort();
        return new RuleAlertHistory(rows[start].RuleId, open?.OpenedAt, open?.Priority, openings, endings);
    }
}
