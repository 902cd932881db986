using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Outcomes;

namespace SmartDairy.Grains.Alerts;

/// <summary>The outcomes from one opening to its end.</summary>
/// <param name="Opening">Null: it goes on with what was open before.</param>
/// <param name="End">Event time; null while it lasts.</param>
/// <param name="WorstPriority">The most urgent it became; null when it did not.</param>
/// <param name="Recurrences">How often its condition came true again.</param>
internal readonly record struct OutcomeSpan(RuleOutcome? Opening, long? End, Priority? WorstPriority, int Recurrences)
{
    /// <summary>In order of time. Only the first may go on with what was open.</summary>
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
                    var one = current ?? default;
                    current = one with { WorstPriority = one.WorstPriority is { } worst && worst < outcome.Priority ? worst : outcome.Priority };
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

    public bool Overlaps(Alert alert)
        => (alert.ConditionEndedAt ?? long.MaxValue) > Opening!.Time && (End ?? long.MaxValue) > alert.OpenedAt;
}
