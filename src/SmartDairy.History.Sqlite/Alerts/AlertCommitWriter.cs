using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.History.Alerts;
using SmartDairy.History.Sqlite.Database;

namespace SmartDairy.History.Sqlite.Alerts;

/// <summary>Stores one commit within a transaction of the writer. It looks before it writes, so that a conflict leaves nothing to undo.</summary>
internal static class AlertCommitWriter
{
    public static bool Apply(SqliteSession session, AlertCommit commit)
    {
        var stored = new Dictionary<string, Alert?>(commit.Alerts.Count, StringComparer.Ordinal);
        foreach (var alert in commit.Alerts)
        {
            stored[alert.Id] = AlertTable.Find(session, alert.Id);
        }

        var verdict = AlertCommitRules.Decide(commit, stored.GetValueOrDefault, ListOpenIds(session, commit.Key));
        if (verdict != AlertCommitDecision.Write)
        {
            return verdict == AlertCommitDecision.AlreadyStored;
        }

        // What is over first: two may not be open even for a moment.
        foreach (var alert in commit.Alerts.OrderBy(AlertCommitRules.IsOpen))
        {
            AlertTable.Save(session, alert);
        }

        AlertEventTable.Append(session, commit.Key.FarmId, [.. AlertCommitRules.NewEvents(commit, happened => AlertEventTable.IsStored(session, happened))]);
        if (commit.ReplaceSuppressedFrom is { } from)
        {
            SuppressedAlertTable.DeleteFrom(session, commit.Key, from);
        }

        foreach (var refusal in commit.SuppressedAlerts)
        {
            SuppressedAlertTable.Add(session, refusal);
        }

        foreach (var delivery in commit.Deliveries)
        {
            DeliveryTable.Add(session, delivery);
        }

        return true;
    }

    private static List<string> ListOpenIds(SqliteSession session, AlertKey key)
    {
        var open = new List<string>(1);
        using var rows = session.Prepare("select id from alert where farm = ?1 and rule_id = ?2 and source_id = ?3 and state < 2 and retracted = 0");
        rows.Bind(1, key.FarmId);
        rows.Bind(2, key.RuleId);
        rows.Bind(3, key.SourceId);
        while (rows.Step())
        {
            open.Add(rows.TextOrNull(0)!);
        }

        return open;
    }
}
