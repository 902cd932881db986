using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Reports;
using SmartDairy.Grains.Rules;

namespace SmartDairy.Grains.Alerts;

/// <summary>What is to be reported of one source, a report a rule. What is added follows, or corrects, what waits already.</summary>
public sealed class ReportQueue
{
    private readonly Dictionary<string, List<RuleReport>> _waiting = new(StringComparer.Ordinal);

    public int Count => _waiting.Count;

    /// <param name="from">Null: the findings follow what was said before.</param>
    public void Add(List<RuleFinding> findings, AlertSource source, long? from)
    {
        foreach (var finding in findings)
        {
            Put(finding.Rule.Id, new RuleReport { From = from, RuleVersion = finding.Rule.Version, Source = source, Outcomes = [finding.Outcome] });
        }
    }

    /// <summary>Everything from a time on was judged anew: rules that found something, and rules of which something is stored from there on, correct it.</summary>
    /// <param name="stored">Whether something is stored of a rule at or after that time.</param>
    public void Correct(List<RuleFinding> findings, RuleBinding binding, long from, Func<string, bool> stored)
    {
        foreach (var rule in binding.Rules)
        {
            List<Outcome>? outcomes = null;
            foreach (var finding in findings)
            {
                if (finding.Rule == rule)
                {
                    (outcomes ??= []).Add(finding.Outcome);
                }
            }

            if (outcomes is not null || _waiting.ContainsKey(rule.Id) || stored(rule.Id))
            {
                Put(rule.Id, new RuleReport { From = from, RuleVersion = rule.Version, Source = binding.Source, Outcomes = outcomes ?? [] });
            }
        }
    }

    /// <summary>All that waits, by rule and in order; it no longer does.</summary>
    public IReadOnlyList<(string RuleId, List<RuleReport> Reports)> Take()
    {
        if (_waiting.Count == 0)
        {
            return [];
        }

        var taken = new List<(string, List<RuleReport>)>(_waiting.Count);
        foreach (var (rule, reports) in _waiting)
        {
            taken.Add((rule, reports));
        }

        _waiting.Clear();
        return taken;
    }

    /// <summary>What could not be reported waits again, before what came since.</summary>
    public void Return(string ruleId, List<RuleReport> reports)
    {
        _waiting.Remove(ruleId, out var since);
        _waiting.Add(ruleId, reports);
        foreach (var report in since ?? [])
        {
            Put(ruleId, report);
        }
    }

    private void Put(string ruleId, RuleReport report)
    {
        if (!_waiting.TryGetValue(ruleId, out var reports))
        {
            _waiting.Add(ruleId, reports = []);
        }

        if (report.From is { } from)
        {
            for (var i = 0; i < reports.Count; i++)
            {
                reports[i] = reports[i] with { Outcomes = Before(reports[i].Outcomes, from) };
            }

            reports.RemoveAll(one => one.From is null && one.Outcomes.Count == 0);
        }
        else if (reports is [.., { From: null } last])
        {
            reports[^1] = last with { RuleVersion = report.RuleVersion, Outcomes = [.. last.Outcomes, .. report.Outcomes] };
            return;
        }

        reports.Add(report);
    }

    private static List<Outcome> Before(IReadOnlyList<Outcome> outcomes, long from)
    {
        var kept = new List<Outcome>(outcomes.Count);
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
