using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Outcomes;
using SmartDairy.Contracts.Alerts.Rules;

namespace SmartDairy.Grains.Alerts;

/// <summary>
/// The alerts of one rule at one source along event time, and the changes a report makes to them. Reads no clock and no store.
/// </summary>
public sealed class AlertTimeline(AlertKey key, IReadOnlyList<Alert> known)
{
    // Ordered by opening. Retracted alerts are left out, but their ids stay taken.
    private readonly List<Alert> _alerts = [.. known.Where(alert => !alert.Retracted).OrderBy(alert => alert.OpenedAt)];
    private readonly Dictionary<string, Alert> _retracted = known.Where(alert
        => alert.Retracted).ToDictionary(alert => alert.Id, StringComparer.Ordinal);

    /// <summary>The alerts by the time they opened, without retracted ones.</summary>
    public IReadOnlyList<Alert> Alerts => _alerts;

    /// <summary>The alert that is not cleared; null when there is none.</summary>
    public Alert? Open => _alerts.FindLast(alert => alert.State != AlertState.Cleared);

    /// <summary>An alert by its id, retracted or not; null when it is unknown.</summary>
    public Alert? Find(string alertId) => _alerts.Find(alert => alert.Id == alertId) ?? _retracted.GetValueOrDefault(alertId);

    /// <summary>Computes the changes a report makes. The timeline itself changes only by <see cref="Accept"/>.</summary>
    /// <param name="rule">The rule in force, or its last version.</param>
    /// <param name="category">The category of the rule's alerts.</param>
    /// <param name="now">Server time, Unix milliseconds.</param>
    public TimelineChange ComputeChange(RuleReport report, StoredRule rule, string category, long now)
    {
        var change = new TimelineChange(key, now);
        var spans = OutcomeSpan.FromOutcomes(report.Outcomes);
        foreach (var outcome in report.Outcomes)
        {
            if (outcome is { Kind: RuleOutcomeKind.Suppressed, Reason: { } reason })
            {
                change.Suppressions.Add(new SuppressedAlert
                {
                    FarmId = key.FarmId,
                    RuleId = key.RuleId,
                    SourceId = key.SourceId,
                    Time = outcome.Time,
                    Reason = reason,
                    Priority = outcome.Priority,
                });
            }
        }

        change.SuppressionsFrom = report.CorrectedFrom;
        var factory = new AlertFactory(key, report, rule, category, now);
        if (report.CorrectedFrom is { } from)
        {
            CorrectFrom(change, spans, factory, from);
        }
        else
        {
            AppendOutcomes(change, spans, factory);
        }

        return change;
    }

    /// <summary>Applies alerts that were stored.</summary>
    public void Accept(IReadOnlyList<Alert> changed)
    {
        foreach (var alert in changed)
        {
            _alerts.RemoveAll(old => old.Id == alert.Id);
            if (alert.Retracted)
            {
                _retracted[alert.Id] = alert;
            }
            else
            {
                _retracted.Remove(alert.Id);
                _alerts.Add(alert);
            }
        }

        _alerts.Sort(static (left, right) => left.OpenedAt.CompareTo(right.OpenedAt));
    }

    /// <summary>Forgets alerts that ended before a time and cannot be corrected any more.</summary>
    public void ForgetEndedBefore(long before)
        => _alerts.RemoveAll(alert => alert.State == AlertState.Cleared && alert.ConditionEndedAt < before);

    private void AppendOutcomes(TimelineChange change, List<OutcomeSpan> spans, AlertFactory factory)
    {
        var current = _alerts.FindLast(alert => alert.ConditionEndedAt is null);
        foreach (var span in spans)
        {
            if (span.Opening is not { } opening)
            {
                if (current is not null)
                {
                    current = Continue(change, current, span);
                }
            }
            else if (_alerts.Find(alert => alert.OpenedAt == opening.Time) is { } same)
            {
                // The opening was reported before and the answer was lost.
                current = Continue(change, same, span);
            }
            else
            {
                if (current is { ConditionEndedAt: null })
                {
                    change.End(current, opening.Time);
                }

                current = Create(change, factory, opening, span);
            }

            if (current?.ConditionEndedAt is not null)
            {
                current = null;
            }
        }
    }

    private void CorrectFrom(TimelineChange change, List<OutcomeSpan> spans, AlertFactory factory, long from)
    {
        var later = _alerts.FindAll(alert => alert.OpenedAt >= from);
        var carried = _alerts.FindLast(alert => alert.OpenedAt < from);
        var next = 0;
        if (carried is not null && (carried.ConditionEndedAt is null || carried.ConditionEndedAt >= from))
        {
            var rest = spans.Count > 0 && spans[0].Opening is null ? spans[next++] : default;
            change.MoveTo(
                carried, carried.OpenedAt, rest.End ?? (next < spans.Count ? spans[next].Opening!.Time : null), rest.WorstPriority);
        }
        else if (spans.Count > 0 && spans[0].Opening is null)
        {
            next++;
        }

        for (; next < spans.Count; next++)
        {
            var span = spans[next];
            var opening = span.Opening!;
            var match = later.Find(alert => alert.OpenedAt == opening.Time) ?? later.Find(alert => span.Overlaps(alert));
            if (match is null)
            {
                Create(change, factory, opening, span);
            }
            else
            {
                later.Remove(match);
                change.MoveTo(match, opening.Time, span.End, MoreUrgent(opening.Priority, span.WorstPriority));
            }
        }

        foreach (var gone in later)
        {
            change.Retract(gone);
        }
    }

    private static Alert Continue(TimelineChange change, Alert current, OutcomeSpan span)
    {
        if (span.WorstPriority is { } worst && worst < current.Priority)
        {
            current = change.Worsen(current, worst);
        }

        if (span.Recurrences > 0 && current.ConditionEndedAt is null)
        {
            current = change.AddRecurrences(current, span.Recurrences);
        }

        return span.End is { } end && current.ConditionEndedAt is null ? change.End(current, end) : current;
    }

    private Alert Create(TimelineChange change, AlertFactory factory, RuleOutcome opening, OutcomeSpan span)
    {
        var created = factory.Create(opening, MoreUrgent(opening.Priority, span.WorstPriority), span.Recurrences, span.End);
        var id = created.Id;
        for (var n = 2; change.Find(created.Id) is not null || _alerts.Exists(alert => alert.Id == created.Id); n++)
        {
            // An alert that late data moved keeps its id, and another one opens at the time the id was made from.
            created = created with { Id = FormattableString.Invariant($"{id}-{n}") };
        }

        if (_retracted.TryGetValue(created.Id, out var before))
        {
            // A retracted alert opens again.
            created = created with { Revision = before.Revision, Assignee = before.Assignee, NotifiedAt = before.NotifiedAt };
        }

        return change.Open(created);
    }

    private static Priority MoreUrgent(Priority first, Priority? other) => other is { } second && second < first ? second : first;
}
