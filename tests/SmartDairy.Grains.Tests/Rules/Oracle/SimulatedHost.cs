using Orleans.Serialization;
using SmartDairy.Contracts.Alerts.Reports;
using SmartDairy.Contracts.Readings;
using SmartDairy.Grains.Rules;

namespace SmartDairy.Grains.Tests.Rules.Oracle;

/// <summary>What a device's actor does with a watch: keeps the readings, keeps what was said, and replays what came late.</summary>
internal sealed class SimulatedHost(RuleBinding binding, Serializer serializer)
{
    private readonly List<Reading> _readings = [];
    private readonly List<RuleFinding> _said = [];
    private readonly List<RuleFinding> _findings = [];
    private RuleWatch _watch = new(binding);

    public long Clock { get; private set; } = long.MinValue;

    public int Replays { get; private set; }

    public List<Outcome> Said(string ruleId) => [.. _said.Where(finding => finding.Rule.Id == ruleId).Select(finding => finding.Outcome)];

    public void Deliver(Reading reading)
    {
        var at = _readings.FindIndex(known => (known.Time, known.MessageId).CompareTo((reading.Time, reading.MessageId)) > 0);
        _readings.Insert(at < 0 ? _readings.Count : at, reading);
        if (_watch.TryJudge(reading, _findings))
        {
            Take();
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
        _watch.Advance(Clock, _findings);
        Take();
        Assert.True(_watch.NextDeadline is not { } next || next > Clock);
    }

    public void Restart(long from)
    {
        _watch = new(binding);
        Replay(from);
    }

    public void Move()
    {
        var memory = serializer.Deserialize<RuleWatchMemory>(serializer.SerializeToArray(_watch.Memory()))!;
        _watch = RuleWatch.Restore(binding, memory);
    }

    private void Replay(long from)
    {
        Replays++;
        _said.RemoveAll(finding => finding.Outcome.Time >= from);
        var first = from - (long)binding.Lookback.TotalMilliseconds;
        var before = _readings.FindLastIndex(reading => reading.Time < first);
        _watch.Replay(from, [.. binding.Rules.Select(rule => Standing(rule.Id))], _readings[Math.Max(before, 0)..], _findings);
        Take();
        if (Clock > long.MinValue)
        {
            Advance(Clock);
        }
    }

    private RuleStanding Standing(string ruleId)
    {
        var said = Said(ruleId);
        long[] openings = [.. said.Where(outcome => outcome.Kind == OutcomeKind.Opened).Select(outcome => outcome.Time)];
        long[] endings = [.. said.Where(outcome => outcome.Kind == OutcomeKind.Cleared).Select(outcome => outcome.Time)];
        var isOpen = openings.Length > endings.Length;
        return new(
            ruleId, isOpen ? openings[^1] : null,
            isOpen ? said.Last(outcome => outcome.Kind is OutcomeKind.Opened or OutcomeKind.Worsened).Priority : null, openings, endings);
    }

    private void Take()
    {
        _said.AddRange(_findings);
        _findings.Clear();
    }
}
