using SmartDairy.Contracts.Alerts;

namespace SmartDairy.History.Alerts;

/// <summary>What is to be done with a commit, from what is stored: the same for every store.</summary>
internal static class AlertCommitRules
{
    /// <summary>Throws <see cref="ArgumentException"/> when a commit is not about one rule and source.</summary>
    public static void Validate(AlertCommit commit)
    {
        var ids = new HashSet<string>(commit.Alerts.Count, StringComparer.Ordinal);
        foreach (var alert in commit.Alerts)
        {
            if (alert.FarmId != commit.Key.FarmId || alert.RuleId != commit.Key.RuleId || alert.Source.Id != commit.Key.SourceId
                || alert.Revision < 1 || !ids.Add(alert.Id))
            {
                throw new ArgumentException(
                    $"The alert {alert.Id} is given twice, has no revision, or is not of {commit.Key}.", nameof(commit));
            }
        }

        if (commit.Events.Any(happened => happened.FarmId != commit.Key.FarmId)
            || commit.Deliveries.Any(delivery => delivery.FarmId != commit.Key.FarmId)
            || commit.SuppressedAlerts.Any(refusal => refusal.FarmId != commit.Key.FarmId || refusal.RuleId != commit.Key.RuleId
            || refusal.SourceId != commit.Key.SourceId))
        {
            throw new ArgumentException($"An event, a delivery or a refusal is not of {commit.Key}.", nameof(commit));
        }
    }

    /// <param name="commit">What came.</param>
    /// <param name="stored">The stored alert with an id; null when there is none.</param>
    /// <param name="open">The ids of the stored alerts of this rule and source that are open.</param>
    public static AlertCommitDecision Decide(AlertCommit commit, Func<string, Alert?> stored, IEnumerable<string> open)
    {
        // A commit whose answer was lost comes again: its alerts are there, each at its revision and the same in everything.
        if (commit.Alerts.Count > 0 && commit.Alerts.All(alert => alert == stored(alert.Id)))
        {
            return AlertCommitDecision.AlreadyStored;
        }

        foreach (var alert in commit.Alerts)
        {
            var before = stored(alert.Id);
            if (alert.Revision == 1
                ? before is not null
                : before is null || before.Revision != alert.Revision - 1 || !HasKey(before, commit.Key))
            {
                return AlertCommitDecision.Conflict;
            }
        }

        var openAfter = open.Count(id => commit.Alerts.All(alert => alert.Id != id)) + commit.Alerts.Count(IsOpen);
        return openAfter > 1 && commit.Alerts.Any(IsOpen) ? AlertCommitDecision.Conflict : AlertCommitDecision.Write;
    }

    /// <summary>
    /// The events to write. Those that come with an alert are told from a repetition by it; those without are new when no such event is
    /// stored.
    /// </summary>
    public static IEnumerable<AlertEvent> NewEvents(AlertCommit commit, Func<AlertEvent, bool> isStored)
        => commit.Alerts.Count > 0 ? commit.Events : commit.Events.Where(happened => !isStored(happened));

    public static bool IsOpen(Alert alert) => alert.State != AlertState.Cleared && !alert.Retracted;

    private static bool HasKey(Alert alert, AlertKey key)
        => alert.FarmId == key.FarmId && alert.RuleId == key.RuleId && alert.Source.Id == key.SourceId;
}
