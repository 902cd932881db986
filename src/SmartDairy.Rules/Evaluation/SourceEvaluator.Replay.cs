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
    /// Starts anew from what is stored: after a restart, and when something came late. Deadlines after the newest reading wait for <see cref="Advance"/>.
    /// </summary>
    /// <param name="from">Unix milliseconds: outcomes of this time and later are said, those before are taken from the standings.</param>
    /// <param name="histories">As of <paramref name="from"/>, without what was at it or later; a rule that is not named has none.</param>
    /// <param name="readings">From <paramref name="from"/> − <see cref="SourceRuleSet.Lookback"/> on, by (time, message id); best begun with the newest before that, which says what still holds.</param>
    /// <param name="outcomes">What the rules say is added to it.</param>
    /// <param name="isNewSource">The source was never heard before: it is silent since <paramref name="from"/> only, not since the rule was saved.</param>
    public void Replay(long from, IReadOnlyList<RuleAlertHistory> histories, IReadOnlyList<Reading> readings, List<EmittedOutcome> outcomes, bool isNewSource = false)
    {
        (_lastTime, _lastId, _next) = (long.MinValue, long.MinValue, long.MinValue);
        _sight.SetReading(null);
        _sight.Windows.Clear();
        _sight.Windows.IsIncomplete = false;
        var byRule = histories.ToDictionary(standing => standing.RuleId);
        var known = from - (long)_binding.Lookback.TotalMilliseconds;
        known = isNewSource ? from : readings.Count > 1 ? Math.Min(known, readings[1].Time) : known;
        foreach (var machine in _machines)
        {
            machine.BeginWarmUp(byRule.GetValueOrDefault(machine.Rule.Id), known);
        }

        var at = 0;
        for (; at < readings.Count && readings[at].Time < from; at++)
        {
            EvaluateReading(readings[at], null);
        }

        HandleDeadlines(from - 1, null);
        foreach (var machine in _machines)
        {
            machine.CompleteWarmUp(byRule.GetValueOrDefault(machine.Rule.Id), from);
        }

        _next = long.MinValue;
        if (_lastTime < from - 1)
        {
            // What comes of before then is late, whether or not anything was heard since.
            (_lastTime, _lastId) = (from - 1, long.MaxValue);
        }

        for (; at < readings.Count; at++)
        {
            EvaluateReading(readings[at], outcomes);
        }
    }

    /// <summary>
    /// The same source by another book. A rule that goes on keeps its state; of another version only what is open goes on, and the rest starts anew. This watch is
    /// used no more.
    /// </summary>
    public SourceEvaluator WithRules(SourceRuleSet rules) => Restore(rules, CreateSnapshot(), _peers);

    /// <summary>All it knows. This watch is used no more.</summary>
    public SourceEvaluatorSnapshot CreateSnapshot()
    {
        var memory = new SourceEvaluatorSnapshot
        {
            RuleSetVersion = _binding.FarmRuleSet.Version,
            Rules = [.. _machines.Select(machine => machine.State)],
            Newest = _sight.Reading,
            LastTime = _lastTime,
            LastId = _lastId,
            Status = _sight.Status,
            Connected = _sight.Connected,
            HasIncompleteWindows = HasIncompleteWindows,
        };
        for (var i = 0; i < _sight.Windows.Retentions.Count; i++)
        {
            var (plan, ring) = (_sight.Windows.Retentions[i], _sight.Windows.Samples[i]);
            var series = new SeriesSnapshot
            {
                Family = plan.Key.Family,
                Metric = plan.Key.Metric,
                WithoutAnimal = plan.Key.WithoutAnimal,
                RuleId = plan.Key.RuleId,
                KeepSamplesFor = plan.KeepSamplesFor,
                KeepHoursFor = plan.KeepHoursFor,
                Times = new long[ring.Count],
                Values = new double[ring.Count],
                Hours = [.. _sight.Windows.Hours[i].Hours],
            };
            for (var sample = 0; sample < ring.Count; sample++)
            {
                (series.Times[sample], series.Values[sample]) = (ring.TimeAt(sample), ring.ValueAt(sample));
            }

            memory.Series.Add(series);
        }

        return memory;
    }

    /// <summary>Goes on where another left off, as <see cref="WithRules"/> does when the books differ.</summary>
    public static SourceEvaluator Restore(SourceRuleSet binding, SourceEvaluatorSnapshot snapshot, IPeerValues? peers = null)
    {
        var known = snapshot.Rules.ToDictionary(rule => rule.RuleId);
        var windows = binding.CreateWindows();
        windows.IsIncomplete = snapshot.HasIncompleteWindows;
        for (var i = 0; i < windows.Retentions.Count; i++)
        {
            var plan = windows.Retentions[i];
            var series = snapshot.Series.Find(old => new SmartDairy.Rules.Windows.SeriesKey(old.Family, old.Metric, old.WithoutAnimal, old.RuleId) == plan.Key);
            windows.IsIncomplete |= series is null || series.KeepSamplesFor < plan.KeepSamplesFor || series.KeepHoursFor < plan.KeepHoursFor;
            for (var sample = 0; sample < (series?.Times.Length ?? 0); sample++)
            {
                windows.Samples[i].Push(series!.Times[sample], series.Values[sample], plan.KeepSamplesFor);
            }

            foreach (var sum in series?.Hours ?? [])
            {
                windows.Hours[i].Add(sum);
            }
        }

        RuleStateMachine[] machines = [.. binding.Plan.Rules.Select(rule => known.GetValueOrDefault(rule.Id) is { } state ? RuleStateMachine.Restore(rule, state) : new(rule))];
        var sight = new EvaluationContext(windows, peers) { Status = snapshot.Status, Connected = snapshot.Connected };
        sight.SetReading(snapshot.Newest, push: false);
        return new(binding, peers, machines, sight) { _lastTime = snapshot.LastTime, _lastId = snapshot.LastId };
    }

    internal RuleOutcome BuildOpenedOutcome(int index, RuleStateMachine machine, long time)
        => OpenedOutcomeBuilder.Build(_binding, machine, _sight, _binding.Plan.WindowSlots[index], time);
}
