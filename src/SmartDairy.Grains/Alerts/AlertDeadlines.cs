using System.Globalization;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Delivery;

namespace SmartDairy.Grains.Alerts;

/// <summary>
/// Deadlines of open alerts (escalation, repeated notification) and the deliveries that follow a change. Reads no clock and no store.
/// </summary>
public static class AlertDeadlines
{
    /// <summary>The most deliveries one change may cause: a rule that names 1,000 contacts on five channels is a mistake.</summary>
    private const int MaxDeliveriesPerChange = 2_000;

    /// <summary>
    /// The next deadline of an alert, server time, Unix milliseconds; null when there is none. Only an open alert that nobody acknowledged
    /// has deadlines.
    /// </summary>
    public static long? NextDeadline(Alert alert, AlertConfiguration configuration)
    {
        if (alert.State != AlertState.Open || configuration.FindRule(alert.RuleId) is not { } rule)
        {
            return null;
        }

        long? due = null;
        var levels = configuration.GetActions(alert.RuleId).EscalationLevels;
        if (alert.EscalationLevel < levels.Count)
        {
            due = alert.RaisedAt + (long)levels[alert.EscalationLevel].After.TotalMilliseconds;
        }

        if (rule.Definition.RenotifyEvery is { } every)
        {
            var again = (alert.NotifiedAt ?? alert.RaisedAt) + (long)every.TotalMilliseconds;
            due = due is null || again < due ? again : due;
        }

        return due is { } at && alert.SnoozedUntil is { } until && until > at ? until : due;
    }

    /// <summary>Applies what is due: the next escalation level, or a repeated notification.</summary>
    public static void ApplyDue(Alert alert, TimelineChange change, AlertConfiguration configuration, long now)
    {
        var levels = configuration.GetActions(alert.RuleId).EscalationLevels;
        var updated = alert;
        while (updated.EscalationLevel < levels.Count
            && alert.RaisedAt + (long)levels[updated.EscalationLevel].After.TotalMilliseconds <= now)
        {
            updated = updated with { EscalationLevel = updated.EscalationLevel + 1, NotifiedAt = now };
            change.AddEvent(updated, AlertEventKind.Escalated, updated.EscalationLevel.ToString(CultureInfo.InvariantCulture));
        }

        if (configuration.FindRule(alert.RuleId)?.Definition.RenotifyEvery is { } every
            && (updated.NotifiedAt ?? updated.RaisedAt) + (long)every.TotalMilliseconds <= now)
        {
            updated = updated with { NotifiedAt = now };
            change.AddEvent(updated, AlertEventKind.Reminded, null);
        }

        change.Update(updated);
    }

    /// <summary>
    /// The deliveries that follow a change. Sets the time of notification and the next deadline of the alerts in the change.
    /// </summary>
    public static IReadOnlyList<AlertDelivery> PlanDeliveries(TimelineChange change, AlertConfiguration configuration)
    {
        var rows = new List<AlertDelivery>();
        foreach (var alertEvent in change.Events.ToArray())
        {
            if (change.Find(alertEvent.AlertId) is not { } alert || alert.Retracted)
            {
                continue;
            }

            var actions = configuration.GetActions(alert.RuleId);
            var before = rows.Count;
            switch (alertEvent.Kind)
            {
                case AlertEventKind.Opened when change.Opened.Contains(alert.Id):
                    AddDeliveries(rows, alert, actions.OnOpened, DeliveryPurpose.Opened, 0, configuration, alertEvent.At);
                    change.Update(alert with { NotifiedAt = rows.Count > before ? alertEvent.At : alert.NotifiedAt });
                    break;
                case AlertEventKind.Worsened
                when change.Worsened.Contains(alert.Id) && !change.Opened.Contains(alert.Id) && !IsSnoozed(alert, alertEvent.At):
                    AddDeliveries(
                        rows, alert, actions.OnOpened, DeliveryPurpose.Worsened, (int)alert.Priority, configuration, alertEvent.At);
                    change.Update(alert with { NotifiedAt = rows.Count > before ? alertEvent.At : alert.NotifiedAt });
                    break;
                case AlertEventKind.Cleared when alert.NotifiedAt is not null:
                    AddDeliveries(rows, alert, actions.OnOpened, DeliveryPurpose.Cleared, 0, configuration, alertEvent.At);
                    break;
                case AlertEventKind.Escalated
                when int.TryParse(alertEvent.Text, CultureInfo.InvariantCulture, out var level) && level <= actions.EscalationLevels.Count:
                    AddDeliveries(rows, alert, [actions.EscalationLevels[level - 1].Action], DeliveryPurpose.Escalated, level,
                        configuration, alertEvent.At);
                    break;
                case AlertEventKind.Reminded:
                    AddDeliveries(rows, alert, actions.OnOpened, DeliveryPurpose.Reminded, (int)((alertEvent.At - alert.RaisedAt) / 1000),
                        configuration, alertEvent.At);
                    break;
            }
        }

        foreach (var alert in change.Alerts)
        {
            change.Update(alert with { DueAt = alert.Retracted ? null : NextDeadline(alert, configuration) });
        }

        return rows.Count <= MaxDeliveriesPerChange ? rows : rows[..MaxDeliveriesPerChange];
    }

    private static void AddDeliveries(
        List<AlertDelivery> rows,
        Alert alert,
        IReadOnlyList<RuleAction> actions,
        DeliveryPurpose purpose,
        int round,
        AlertConfiguration configuration,
        long now)
    {
        foreach (var action in actions)
        {
            if (action.Kind == RuleActionKind.Notification || purpose is DeliveryPurpose.Opened or DeliveryPurpose.Worsened
                or DeliveryPurpose.Cleared)
            {
                foreach (var row in DeliveryPlanner.PlanAction(alert, action, purpose, round, configuration, now))
                {
                    // Two actions may name the same address for the same cause; one delivery is enough.
                    if (!rows.Exists(other => other.Id == row.Id))
                    {
                        rows.Add(row);
                    }
                }
            }
        }
    }

    private static bool IsSnoozed(Alert alert, long now) => alert.SnoozedUntil is { } until && until > now;
}
