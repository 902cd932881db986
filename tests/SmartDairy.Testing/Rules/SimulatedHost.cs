using Orleans.Serialization;
using SmartDairy.Contracts.Alerts.Outcomes;
using SmartDairy.Contracts.Readings;
using SmartDairy.Rules.Compilation;
using SmartDairy.Rules.Evaluation;
using SmartDairy.Rules.Evaluation.Snapshots;

namespace SmartDairy.Testing.Rules;

/// <summary>What a device's actor does with a watch: keeps the readings, keeps what was said, and replays what came late.</summary>
public sealed class SimulatedHost(SourceRuleSet binding, Serializer serializer)
{
    private readonly List<Reading> _readings = [];
    private readonly List<EmittedOutcome> _emitted = [];
    private readonly List<EmittedOutcome> _findings = [];
    private SourceEvaluator _evaluator = new(binding);

    public long Clock { get; private set; } = long.MinValue;

    public int Replays { get; private set; }

    public List<RuleOutcome> Outcomes(string ruleId)
        => [.. _emitted.Where(finding => finding.Rule.Id == ruleId).Select(finding => finding.Outcome)];

    public void Deliver(Reading reading)
    {
        var at = _readings.FindIndex(known => (known.Time, known.MessageId).CompareTo((reading.Time, reading.MessageId)) > 0);
        _readings.Insert(at < 0 ? _readings.Count : at, reading);
        if (_evaluator.TryEvaluate(reading, _findings))
        {
            CollectOutcomes();
        }
        else
        {
            Assert.Empty(_findings);
            Replay(reading.Time);
        }
    }

    public void Advance(long now)
    {
        Clock = Math.Max(Clock, now);
        _evaluator.Advance(Clock, _findings);
        CollectOutcomes();
        Assert.True(_evaluator.NextDeadline is not { } next || next > Clock);
    }

    public void Restart(long from)
    {
        _evaluator = new(binding);
        Replay(from);
    }

    public void Move()
    {
        var memory = serializer.Deserialize<SourceEvaluatorSnapshot>(serializer.SerializeToArray(_evaluator.CreateSnapshot()))!;
        _evaluator = SourceEvaluator.Restore(binding, memory);
    }

    private void Replay(long from)
    {
        Replays++;
        _emitted.RemoveAll(finding => finding.Outcome.Time >= from);
        var first = from - (long)binding.Lookback.TotalMilliseconds;
        var before = _readings.FindLastIndex(reading => reading.Time < first);
        _evaluator.Replay(from, [.. binding.Rules.Select(rule => BuildHistory(rule.Id))], _readings[Math.Max(before, 0)..], _findings);
        CollectOutcomes();
        if (Clock > long.MinValue)
        {
            Advance(Clock);
        }
    }

    private RuleAlertHistory BuildHistory(string ruleId)
    {
        var said = Outcomes(ruleId);
        long[] openings = [.. said.Where(outcome => outcome.Kind == RuleOutcomeKind.Opened).Select(outcome => outcome.Time)];
        long[] endings = [.. said.Where(outcome => outcome.Kind == RuleOutcomeKind.Cleared).Select(outcome => outcome.Time)];
        var isOpen = openings.Length > endings.Length;
        return new(
            ruleId, isOpen ? openings[^1] : null,
            isOpen ? said.Last(outcome => outcome.Kind is RuleOutcomeKind.Opened or RuleOutcomeKind.Worsened).Priority
                : null, openings, endings);
    }

    private void CollectOutcomes()
    {
        _emitted.AddRange(_findings);
        _findings.Clear();
    }
}
