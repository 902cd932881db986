using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Outcomes;
using SmartDairy.Rules.Compilation;
using SmartDairy.Rules.Evaluation;

namespace SmartDairy.Grains.Alerts;

/// <summary>
/// The outcomes of one source that wait to be reported, by rule. An addition follows the waiting outcomes or corrects them.
/// </summary>
public sealed class ReportQueue
{
    private readonly Dictionary<string, List<RuleReport>> _pending = new(StringComparer.Ordinal);

    /// <summary>The number of rules with waiting reports.</summary>
    public int Count => _pending.Count;

    /// <summary>Adds outcomes.</summary>
    /// <param name="from">The event time from which they replace earlier outcomes; null when they follow them.</param>
    public void Add(List<EmittedOutcome> findings, AlertSource source, long? from)
    {
        foreach (var finding in findings)
        {
            Merge(finding.Rule.Id, new RuleReport
            { CorrectedFrom = from, RuleVersion = finding.Rule.Version, Source = source, Outcomes = [finding.Outcome] });
        }
    }

    /// <summary>
    /// Adds the outcomes of a re-evaluation. Rules with outcomes, and rules with alerts or suppressions stored from that time on, are
    /// corrected.
    /// </summary>
    /// <param name="from">The event time from which everything was evaluated again.</param>
    /// <param name="hasStored">True for a rule of which anything is stored at or after that time.</param>
    public void AddCorrections(List<EmittedOutcome> findings, SourceRuleSet binding, long from, Func<string, bool> hasStored)
    {
        foreach (var rule in binding.Rules)
        {
            List<RuleOutcome>? outcomes = null;
            foreach (var finding in findings)
            {
                if (finding.Rule == rule)
                {
                    (outcomes ??= []).Add(finding.Outcome);
                }
            }

            if (outcomes is not null || _pending.ContainsKey(rule.Id) || hasStored(rule.Id))
            {
                Merge(rule.Id, new RuleReport
                { CorrectedFrom = from, RuleVersion = rule.Version, Source = binding.Source, Outcomes = outcomes ?? [] });
            }
        }
    }

    /// <summary>Takes all waiting reports, by rule and in order.</summary>
    public IReadOnlyList<(string RuleId, List<RuleReport> Reports)> DequeueAll()
    {
        if (_pending.Count == 0)
        {
            return [];
        }

        var taken = new List<(string, List<RuleReport>)>(_pending.Count);
        foreach (var (rule, reports) in _pending)
        {
            taken.Add((rule, reports));
        }

        _pending.Clear();
        return taken;
    }

    /// <summary>Puts back reports that failed, before those added since.</summary>
    public void Requeue(string ruleId, List<RuleReport> reports)
    {
        _pending.Remove(ruleId, out var since);
        _pending.Add(ruleId, reports);
        foreach (var report in since ?? [])
        {
            Merge(ruleId, report);
        }
    }

    private void Merge(string ruleId, RuleReport report)
    {
        if (!_pending.TryGetValue(ruleId, out var reports))
        {
            _pending.Add(ruleId, reports = []);
        }

        if (report.CorrectedFrom is { } from)
        {
            for (var i = 0; i < reports.Count; i++)
            {
                reports[i] = reports[i] with { Outcomes = OutcomesBefore(reports[i].Outcomes, from) };
            }

            reports.RemoveAll(waiting => waiting.CorrectedFrom is null && waiting.Outcomes.Count == 0);
        }
        else if (reports is [.., { CorrectedFrom: null } last])
        {
            reports[^1] = last with { RuleVersion = report.RuleVersion, Outcomes = [.. last.Outcomes, .. report.Outcomes] };
            return;
        }

        reports.Add(report);
    }

    private static List<RuleOutcome> OutcomesBefore(IReadOnlyList<RuleOutcome> outcomes, long from)
    {
        var kept = new List<RuleOutcome>(outcomes.Count);
        foreach (var outcome in outcomes)
        {
            if (outcome.Time < from)
            {
                kept.Add(outcome);
            }
        }

        return kept;
    }
}
