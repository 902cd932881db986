using SmartDairy.Contracts.Alerts.Outcomes;
using SmartDairy.Contracts.Readings;
using SmartDairy.Rules.Compilation;
using SmartDairy.Rules.Conditions;
using SmartDairy.Rules.Evaluation.Snapshots;
using SmartDairy.Rules.Windows;

namespace SmartDairy.Rules.Evaluation;

public sealed partial class SourceEvaluator
{
    /// <summary>
    /// Starts over from stored data, after a restart or a late reading. Deadlines after the newest reading wait for <see cref="Advance"/>.
    /// </summary>
    /// <param name="from">Unix milliseconds. Outcomes at or after this time are emitted; earlier ones are taken from
    /// <paramref name="histories"/>.</param>
    /// <param name="histories">Alert histories up to but excluding <paramref name="from"/>; a rule without an entry has no history.</param>
    /// <param name="readings">
    /// Readings from <paramref name="from"/> − <see cref="SourceRuleSet.Lookback"/> on, ordered by (time, message id). Should begin with
    /// the newest reading before that time, which carries the values that still hold.
    /// </param>
    /// <param name="outcomes">Receives the outcomes of the rules.</param>
    /// <param name="isNewSource">True when the source has never sent a reading: its silence then starts at <paramref name="from"/> instead
    /// of when the rule was saved.</param>
    public void Replay(
        long from, IReadOnlyList<RuleAlertHistory> histories, IReadOnlyList<Reading> readings, List<EmittedOutcome> outcomes,
        bool isNewSource = false)
    {
        (_lastTime, _lastId, _next) = (long.MinValue, long.MinValue, long.MinValue);
        _context.SetReading(null);
        _context.Windows.Clear();
        _context.Windows.IsIncomplete = false;
        var historyByRule = histories.ToDictionary(history => history.RuleId);
        var completeSince = from - (long)_ruleSet.Lookback.TotalMilliseconds;
        completeSince = isNewSource ? from : readings.Count > 1 ? Math.Min(completeSince, readings[1].Time) : completeSince;
        foreach (var machine in _machines)
        {
            machine.BeginWarmUp(historyByRule.GetValueOrDefault(machine.Rule.Id), completeSince);
        }

        var at = 0;
        for (; at < readings.Count && readings[at].Time < from; at++)
        {
            EvaluateReading(readings[at], null);
        }

        HandleDeadlines(from - 1, null);
        foreach (var machine in _machines)
        {
            machine.CompleteWarmUp(historyByRule.GetValueOrDefault(machine.Rule.Id), from);
        }

        _next = long.MinValue;
        if (_lastTime < from - 1)
        {
            // Readings before this time are late even if no reading has arrived since.
            (_lastTime, _lastId) = (from - 1, long.MaxValue);
        }

        for (; at < readings.Count; at++)
        {
            EvaluateReading(readings[at], outcomes);
        }
    }

    /// <summary>
    /// Evaluates the same source with another rule set. An unchanged rule keeps its state; a rule of another version keeps only its alerts,
    /// and the rest of its state starts over. This evaluator must not be used afterwards.
    /// </summary>
    public SourceEvaluator WithRules(SourceRuleSet rules) => Restore(rules, CreateSnapshot(), _peers);

    /// <summary>The complete state of this evaluator, which must not be used afterwards.</summary>
    public SourceEvaluatorSnapshot CreateSnapshot()
    {
        var snapshot = new SourceEvaluatorSnapshot
        {
            RuleSetVersion = _ruleSet.FarmRuleSet.Version,
            Rules = [.. _machines.Select(machine => machine.State)],
            Newest = _context.Reading,
            LastTime = _lastTime,
            LastId = _lastId,
            Status = _context.Status,
            Connected = _context.Connected,
            HasIncompleteWindows = HasIncompleteWindows,
        };
        for (var i = 0; i < _context.Windows.Retentions.Count; i++)
        {
            var (retention, ring) = (_context.Windows.Retentions[i], _context.Windows.Samples[i]);
            var series = new SeriesSnapshot
            {
                Family = retention.Key.Family,
                Metric = retention.Key.Metric,
                WithoutAnimal = retention.Key.WithoutAnimal,
                RuleId = retention.Key.RuleId,
                KeepSamplesFor = retention.KeepSamplesFor,
                KeepHoursFor = retention.KeepHoursFor,
                Times = new long[ring.Count],
                Values = new double[ring.Count],
                Hours = [.. _context.Windows.Hours[i].Hours],
            };
            for (var sample = 0; sample < ring.Count; sample++)
            {
                (series.Times[sample], series.Values[sample]) = (ring.TimeAt(sample), ring.ValueAt(sample));
            }

            snapshot.Series.Add(series);
        }

        return snapshot;
    }

    /// <summary>Continues from the state of another evaluator; a different rule set is treated as in <see cref="WithRules"/>.</summary>
    public static SourceEvaluator Restore(SourceRuleSet ruleSet, SourceEvaluatorSnapshot snapshot, IPeerValues? peers = null)
    {
        var states = snapshot.Rules.ToDictionary(rule => rule.RuleId);
        var windows = ruleSet.CreateWindows();
        windows.IsIncomplete = snapshot.HasIncompleteWindows;
        for (var i = 0; i < windows.Retentions.Count; i++)
        {
            var retention = windows.Retentions[i];
            var series =
                snapshot.Series.Find(
                    old => new SmartDairy.Rules.Windows.SeriesKey(old.Family, old.Metric, old.WithoutAnimal, old.RuleId) == retention.Key);
            windows.IsIncomplete |= series is null || series.KeepSamplesFor < retention.KeepSamplesFor
                || series.KeepHoursFor < retention.KeepHoursFor;
            for (var sample = 0; sample < (series?.Times.Length ?? 0); sample++)
            {
                windows.Samples[i].Push(series!.Times[sample], series.Values[sample], retention.KeepSamplesFor);
            }

            foreach (var statistics in series?.Hours ?? [])
            {
                windows.Hours[i].Add(statistics);
            }
        }

        RuleStateMachine[] machines =
            [.. ruleSet.Plan.Rules.Select(rule => states.GetValueOrDefault(rule.Id) is { } state
                ? RuleStateMachine.Restore(rule, state)
                : new(rule))];
        var context = new EvaluationContext(windows, peers) { Status = snapshot.Status, Connected = snapshot.Connected };
        context.SetReading(snapshot.Newest, push: false);
        return new(ruleSet, peers, machines, context) { _lastTime = snapshot.LastTime, _lastId = snapshot.LastId };
    }

    internal RuleOutcome BuildOpenedOutcome(int index, RuleStateMachine machine, long time)
        => OpenedOutcomeBuilder.Build(_ruleSet, machine, _context, _ruleSet.Plan.WindowSlots[index], time);
}
