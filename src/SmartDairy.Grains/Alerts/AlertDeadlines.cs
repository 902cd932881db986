using System.Globalization;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Delivery;

namespace SmartDairy.Grains.Alerts;

/// <summary>What an alert is due for by the clock, and whom its changes are to be told. Reads no clock and no store.</summary>
public static class AlertDeadlines
{
    /// <summary>Messages that one change may make: a rule that names 1,000 contacts on five channels is a mistake.</summary>
    private const int MaxDeliveriesPerChange = 2_000;

    /// <summary>When the alert is next to be looked at, server time, Unix milliseconds; null: never. Only while it is open and nobody has acknowledged it.</summary>
    public static long? NextDeadline(Alert alert, AlertConfiguration book)
    {
        if (alert.State != AlertState.Open || book.FindRule(alert.RuleId) is not { } rule)
        {
            return null;
        }

        long? due = null;
        var levels = book.GetActions(alert.RuleId).EscalationLevels;
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

    /// <summary>Does what is due: the next level of the escalation chain, or tells again.</summary>
    public static void ApplyDue(Alert alert, TimelineChange change, AlertConfiguration book, long now)
    {
        var levels = book.GetActions(alert.RuleId).EscalationLevels;
        var told = alert;
        while (told.EscalationLevel < levels.Count && alert.RaisedAt + (long)levels[told.EscalationLevel].After.TotalMilliseconds <= now)
        {
            told = told with { EscalationLevel = told.EscalationLevel + 1, NotifiedAt = now };
            change.AddEvent(told, AlertEventKind.Escalated, told.EscalationLevel.ToString(CultureInfo.InvariantCulture));
        }

        if (book.FindRule(alert.RuleId)?.Definition.RenotifyEvery is { } every && (told.NotifiedAt ?? told.RaisedAt) + (long)every.TotalMilliseconds <= now)
        {
            told = told with { NotifiedAt = now };
            change.AddEvent(told, AlertEventKind.Reminded, null);
        }

        change.Update(told);
    }

    /// <summary>The messages that a change makes necessary; the alerts in it learn when they were told of and when they are due.</summary>
    public static IReadOnlyList<AlertDelivery> PlanDeliveries(TimelineChange change, AlertConfiguration book)
    {
        var rows = new List<AlertDelivery>();
        foreach (var one in change.Events.ToArray())
        {
            if (change.Find(one.AlertId) is not { } alert || alert.Retracted)
            {
                continue;
            }

            var actions = book.GetActions(alert.RuleId);
            var before = rows.Count;
            switch (one.Kind)
            {
                case AlertEventKind.Opened when change.Opened.Contains(alert.Id):
                    AddDeliveries(rows, alert, actions.OnOpened, DeliveryPurpose.Opened, 0, book, one.At);
                    change.Update(alert with { NotifiedAt = rows.Count > before ? one.At : alert.NotifiedAt });
                    break;
                case AlertEventKind.Worsened when change.Worsened.Contains(alert.Id) && !change.Opened.Contains(alert.Id) && !IsSnoozed(alert, one.At):
                    AddDeliveries(rows, alert, actions.OnOpened, DeliveryPurpose.Worsened, (int)alert.Priority, book, one.At);
                    change.Update(alert with { NotifiedAt = rows.Count > before ? one.At : alert.NotifiedAt });
                    break;
                case AlertEventKind.Cleared when alert.NotifiedAt is not null:
                    AddDeliveries(rows, alert, actions.OnOpened, DeliveryPurpose.Cleared, 0, book, one.At);
                    break;
                case AlertEventKind.Escalated when int.TryParse(one.Text, CultureInfo.InvariantCulture, out var level) && level <= actions.EscalationLevels.Count:
                    AddDeliveries(rows, alert, [actions.EscalationLevels[level - 1].Action], DeliveryPurpose.Escalated, level, book, one.At);
                    break;
                case AlertEventKind.Reminded:
                    AddDeliveries(rows, alert, actions.OnOpened, DeliveryPurpose.Reminded, (int)((one.At - alert.RaisedAt) / 1000), book, one.At);
                    break;
            }
        }

        foreach (var alert in change.Alerts)
        {
            change.Update(alert with { DueAt = alert.Retracted ? null : NextDeadline(alert, book) });
        }

        return rows.Count <= MaxDeliveriesPerChange ? rows : rows[..MaxDeliveriesPerChange];
    }

    private static void AddDeliveries(List<AlertDelivery> rows, Alert alert, IReadOnlyList<RuleAction> actions, DeliveryPurpose purpose, int round, AlertConfiguration book, long now)
    {
        foreach (var action in actions)
        {
            if (action.Kind == RuleActionKind.Notification || purpose is DeliveryPurpose.Opened or DeliveryPurpose.Worsened or DeliveryPurpose.Cleared)
            {
                foreach (var row in DeliveryPlanner.PlanAction(alert, action, purpose, round, book, now))
                {
                    // Two actions may name the same address for the same cause: one message is enough.
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
