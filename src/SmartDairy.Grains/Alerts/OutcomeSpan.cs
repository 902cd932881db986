using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Outcomes;

namespace SmartDairy.Grains.Alerts;

/// <summary>The outcomes from one opening to its end.</summary>
/// <param name="Opening">The opening; null when the span continues an alert that was open before.</param>
/// <param name="End">Event time of the end; null while the condition lasts.</param>
/// <param name="WorstPriority">The most urgent priority reached after the opening; null when it did not worsen.</param>
/// <param name="Recurrences">The number of times the condition became true again.</param>
internal readonly record struct OutcomeSpan(RuleOutcome? Opening, long? End, Priority? WorstPriority, int Recurrences)
{
    /// <summary>The spans of outcomes, in order of time. Only the first may continue an alert that was open before.</summary>
    public static List<OutcomeSpan> FromOutcomes(IReadOnlyList<RuleOutcome> outcomes)
    {
        var spans = new List<OutcomeSpan>();
        OutcomeSpan? current = null;
        foreach (var outcome in outcomes)
        {
            switch (outcome.Kind)
            {
                case RuleOutcomeKind.Opened:
                    if (current is { } unended)
                    {
                        spans.Add(unended with { End = outcome.Time });
                    }

                    current = new OutcomeSpan(outcome, null, null, 0);
                    break;
                case RuleOutcomeKind.Worsened when current is not null || spans.Count == 0:
                    var span = current ?? default;
                    var worst = span.WorstPriority is { } before && before < outcome.Priority ? before : outcome.Priority;
                    current = span with { WorstPriority = worst };
                    break;
                case RuleOutcomeKind.Recurred when current is not null || spans.Count == 0:
                    current = (current ?? default) with { Recurrences = (current ?? default).Recurrences + 1 };
                    break;
                case RuleOutcomeKind.Cleared when current is not null || spans.Count == 0:
                    spans.Add((current ?? default) with { End = outcome.Time });
                    current = null;
                    break;
            }
        }

        if (current is { } last)
        {
            spans.Add(last);
        }

        return spans;
    }

    /// <summary>True when a span with an opening and an alert overlap in event time.</summary>
    public bool Overlaps(Alert alert)
        => (alert.ConditionEndedAt ?? long.MaxValue) > Opening!.Time && (End ?? long.MaxValue) > alert.OpenedAt;
}
