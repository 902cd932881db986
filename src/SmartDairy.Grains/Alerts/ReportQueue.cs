using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Outcomes;
using SmartDairy.Rules.Compilation;
using SmartDairy.Rules.Evaluation;

namespace SmartDairy.Grains.Alerts;

/// <summary>What is to be reported of one source, a report a rule. What is added follows, or corrects, what waits already.</summary>
public sealed class ReportQueue
{
    private readonly Dictionary<string, List<RuleReport>> _pending = new(StringComparer.Ordinal);

    public int Count => _pending.Count;

    /// <param name="from">Null: the findings follow what was said before.</param>
    public void Add(List<EmittedOutcome> findings, AlertSource source, long? from)
    {
        foreach (var finding in findings)
        {
            Merge(finding.Rule.Id, new RuleReport { CorrectedFrom = from, RuleVersion = finding.Rule.Version, Source = source, Outcomes = [finding.Outcome] });
        }
    }

    /// <summary>Everything from a time on was judged anew: rules that found something, and rules of which something is stored from there on, correct it.</summary>
    /// <param name="hasStored">Whether something is stored of a rule at or after that time.</param>
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
                Merge(rule.Id, new RuleReport { CorrectedFrom = from, RuleVersion = rule.Version, Source = binding.Source, Outcomes = outcomes ?? [] });
            }
        }
    }

    /// <summary>All that waits, by rule and in order; it no longer does.</summary>
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

    /// <summary>What could not be reported waits again, before what came since.</summary>
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

            reports.RemoveAll(one => one.CorrectedFrom is null && one.Outcomes.Count == 0);
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
