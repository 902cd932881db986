using System.Globalization;
using SmartDairy.Contracts.Alerts;

namespace SmartDairy.Grains.Alerts;

/// <summary>A change of the alerts of one rule at one source, collected while it is computed and stored in one transaction.</summary>
public sealed class TimelineChange(AlertKey key, long now)
{
    private readonly Dictionary<string, Alert> _changed = new(StringComparer.Ordinal);

    /// <summary>The events of the change, in order.</summary>
    public List<AlertEvent> Events { get; } = [];

    /// <summary>The alerts that were kept from opening.</summary>
    public List<SuppressedAlert> Suppressions { get; } = [];

    /// <summary>The event time from which <see cref="Suppressions"/> replace those stored; null when they are added.</summary>
    public long? SuppressionsFrom { get; set; }

    /// <summary>The ids of alerts that opened and are not cleared.</summary>
    public List<string> Opened { get; } = [];

    /// <summary>The ids of alerts that became more urgent and are not cleared.</summary>
    public List<string> Worsened { get; } = [];

    /// <summary>The ids of alerts that were cleared because their condition ended.</summary>
    public List<string> Cleared { get; } = [];

    /// <summary>The changed alerts, cleared ones first, because only one of them may be open at any time.</summary>
    public IReadOnlyList<Alert> Alerts
        => [.. _changed.Values.OrderBy(alert => alert.State != AlertState.Cleared).ThenBy(alert => alert.OpenedAt)];

    /// <summary>True when nothing has to be stored.</summary>
    public bool IsEmpty => _changed.Count == 0 && Events.Count == 0 && Suppressions.Count == 0 && SuppressionsFrom is null;

    /// <summary>A changed alert by its id; null when the alert did not change.</summary>
    public Alert? Find(string alertId) => _changed.GetValueOrDefault(alertId);

    /// <summary>Opens an alert, which may have ended already.</summary>
    public Alert Open(Alert alert)
    {
        Update(alert);
        AddEvent(alert, AlertEventKind.Opened, null);
        if (alert.ConditionEndedAt is not null)
        {
            AddEvent(alert, AlertEventKind.Cleared, "It was over when it became known.");
        }
        else
        {
            Opened.Add(alert.Id);
        }

        return alert;
    }

    /// <summary>Ends the condition of an alert and clears it.</summary>
    public Alert End(Alert alert, long time)
    {
        var over = alert.State == AlertState.Cleared;
        var ended = Update(alert with { ConditionEndedAt = time, State = AlertState.Cleared, ClearedAt = over ? alert.ClearedAt : time });
        if (!over)
        {
            AddEvent(ended, AlertEventKind.Cleared, null);
            Cleared.Add(alert.Id);
        }

        return ended;
    }

    /// <summary>Raises the priority of an alert.</summary>
    public Alert Worsen(Alert alert, Priority priority)
    {
        var worse = Update(alert with { Priority = priority });
        AddEvent(worse, AlertEventKind.Worsened, priority.ToString().ToUpperInvariant());
        if (alert.State != AlertState.Cleared)
        {
            Worsened.Add(alert.Id);
        }

        return worse;
    }

    /// <summary>Counts recurrences of the condition of an open alert.</summary>
    public Alert AddRecurrences(Alert alert, int times)
    {
        var again = Update(alert with { Occurrences = alert.Occurrences + times });
        AddEvent(again, AlertEventKind.Recurred, null);
        return again;
    }

    /// <summary>Moves the beginning or the end of an alert after late data. A move alone notifies nobody.</summary>
    public void MoveTo(Alert alert, long openedAt, long? endedAt, Priority? worst)
    {
        var moved = alert;
        if (worst is { } priority && priority < alert.Priority)
        {
            moved = moved with { Priority = priority };
        }

        if (alert.OpenedAt != openedAt || alert.ConditionEndedAt != endedAt)
        {
            moved = moved with { OpenedAt = openedAt, ConditionEndedAt = endedAt };
            if (alert.ClearedBy is null)
            {
                moved = moved with
                {
                    ClearedAt = endedAt,
                    State = endedAt is not null
                        ? AlertState.Cleared
                        : alert.AcknowledgedAt is not null ? AlertState.Acknowledged : AlertState.Open,
                };
            }
        }

        if (moved == alert)
        {
            return;
        }

        // An end that arrived in order, together with late data, is an ordinary end.
        var justEnded = alert.ConditionEndedAt is null && endedAt is not null && alert.State != AlertState.Cleared;
        Update(moved);
        if (moved.Priority < alert.Priority && alert.State != AlertState.Cleared && moved.State != AlertState.Cleared)
        {
            AddEvent(moved, AlertEventKind.Worsened, moved.Priority.ToString().ToUpperInvariant());
            Worsened.Add(moved.Id);
        }

        if (justEnded)
        {
            AddEvent(moved, AlertEventKind.Cleared, null);
            Cleared.Add(moved.Id);
        }

        if (alert.OpenedAt != openedAt || (alert.ConditionEndedAt != endedAt && !justEnded))
        {
            AddEvent(moved, AlertEventKind.Corrected, $"{Text(openedAt)} to {(endedAt is { } end ? Text(end) : "now")}");
        }
    }

    /// <summary>Retracts an alert that late data disproved.</summary>
    public void Retract(Alert alert)
    {
        var gone = Update(alert with
        {
            Retracted = true,
            State = AlertState.Cleared,
            ClearedAt = alert.ClearedAt ?? now,
            ConditionEndedAt = alert.ConditionEndedAt ?? Math.Max(alert.OpenedAt, now),
        });
        AddEvent(gone, AlertEventKind.Retracted, "Late data showed that it never was.");
    }

    /// <summary>Notes the new value of an alert. Its revision rises by one, however often it changes within the change.</summary>
    public Alert Update(Alert alert)
    {
        var revision = _changed.TryGetValue(alert.Id, out var before) ? before.Revision : alert.Revision == 0 ? 1 : alert.Revision + 1;
        return _changed[alert.Id] = alert with { Revision = revision };
    }

    /// <summary>Adds an event.</summary>
    public void AddEvent(Alert alert, AlertEventKind kind, string? text, string? by = null)
        => Events.Add(new AlertEvent { FarmId = key.FarmId, AlertId = alert.Id, At = now, Kind = kind, Text = text, By = by });

    private static string Text(long time)
        => DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
