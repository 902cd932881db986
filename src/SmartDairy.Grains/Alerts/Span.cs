using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Reports;

namespace SmartDairy.Grains.Alerts;

/// <summary>The outcomes from one opening to its end.</summary>
/// <param name="Opening">Null: it goes on with what was open before.</param>
/// <param name="End">Event time; null while it lasts.</param>
/// <param name="Worst">The most urgent it became; null when it did not.</param>
/// <param name="Recurred">How often its condition came true again.</param>
internal readonly record struct Span(Outcome? Opening, long? End, Priority? Worst, int Recurred)
{
    /// <summary>In order of time. Only the first may go on with what was open.</summary>
    public static List<Span> Of(IReadOnlyList<Outcome> outcomes)
    {
        var spans = new List<Span>();
        Span? current = null;
        foreach (var outcome in outcomes)
        {
            switch (outcome.Kind)
            {
                case OutcomeKind.Opened:
                    if (current is { } unended)
                    {
                        spans.Add(unended with { End = outcome.Time });
                    }

                    current = new Span(outcome, null, null, 0);
                    break;
                case OutcomeKind.Worsened when current is not null || spans.Count == 0:
                    var one = current ?? default;
                    current = one with { Worst = one.Worst is { } worst && worst < outcome.Priority ? worst : outcome.Priority };
                    break;
                case OutcomeKind.Recurred when current is not null || spans.Count == 0:
                    current = (current ?? default) with { Recurred = (current ?? default).Recurred + 1 };
                    break;
                case OutcomeKind.Cleared when current is not null || spans.Count == 0:
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
        => (alert.EndedAt ?? long.MaxValue) > Opening!.Time && (End ?? long.MaxValue) > alert.OpenedAt;
}
