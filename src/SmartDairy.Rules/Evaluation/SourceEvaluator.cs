using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using SmartDairy.Rules.Compilation;
using SmartDairy.Rules.Conditions;
using SmartDairy.Rules.Windows;

namespace SmartDairy.Rules.Evaluation;

/// <summary>
/// Judges one source by the rules of its binding, in event time. One thread at a time. What it says depends on the readings in order of (time, message id), the
/// rules, the mutes and the times it is advanced to; only <c>status</c> and <c>connected</c> are known by the order in which they change.
/// </summary>
public sealed partial class SourceEvaluator
{
    private readonly IPeerValues? _peers;
    private readonly SourceRuleSet _binding;
    private readonly RuleStateMachine[] _machines;
    private readonly EvaluationContext _sight;
    private long _lastTime = long.MinValue;
    private long _lastId = long.MinValue;

    // No deadline is earlier; there may be none then.
    private long _next = long.MinValue;

    /// <param name="binding">Its rules.</param>
    /// <param name="peers">Null: <c>difference</c> is missing.</param>
    public SourceEvaluator(SourceRuleSet binding, IPeerValues? peers = null)
        : this(binding, peers, [.. binding.Plan.Rules.Select(rule => new RuleStateMachine(rule))], new(binding.CreateWindows(), peers))
    {
        _sight.Windows.IsIncomplete = false;
    }

    private SourceEvaluator(SourceRuleSet binding, IPeerValues? peers, RuleStateMachine[] machines, EvaluationContext sight)
        => (_binding, _peers, _machines, _sight) = (binding, peers, machines, sight);

    public SourceRuleSet RuleSet => _binding;

    /// <summary>The time of the newest reading or deadline that was judged, Unix milliseconds; null before the first.</summary>
    public long? LastTime => _lastTime == long.MinValue ? null : _lastTime;

    /// <summary>A rule came that looks further back than what is kept: its windows are short until a replay.</summary>
    public bool HasIncompleteWindows => _sight.Windows.IsIncomplete;

    /// <summary>When <see cref="Advance"/> has something to do next, Unix milliseconds; null: never unless a reading comes.</summary>
    public long? NextDeadline
    {
        get
        {
            _next = RuleStateMachine.NoDeadline;
            foreach (var machine in _machines)
            {
                _next = Math.Min(_next, machine.GetNextDeadline());
            }

            return _next == RuleStateMachine.NoDeadline ? null : _next;
        }
    }

    /// <summary>Whether it was told what the device is.</summary>
    public bool KnowsStatus => _sight.Status is not null;

    /// <summary>No deadline is earlier, Unix milliseconds; null: there is none. Costs nothing, where <see cref="NextDeadline"/> asks every rule.</summary>
    public long? EarliestPossibleDeadline => _next == long.MinValue ? NextDeadline : _next == RuleStateMachine.NoDeadline ? null : _next;

    /// <summary>Whether it is the newest that is known here.</summary>
    public bool IsNewest(Reading reading) => reading.Time == _lastTime && reading.MessageId == _lastId;

    /// <summary>Judges a reading, after the deadlines up to its time.</summary>
    /// <returns>False when it is late, by its time and message id: nothing was done, and what is known must be replayed from its time. The newest one again: true, and nothing is done.</returns>
    public bool TryEvaluate(Reading reading, List<EmittedOutcome> outcomes)
    {
        if (reading.Time == _lastTime && reading.MessageId == _lastId)
        {
            return true;
        }

        if (reading.Time < _lastTime || (reading.Time == _lastTime && reading.MessageId < _lastId))
        {
            return false;
        }

        EvaluateReading(reading, outcomes);
        return true;
    }

    /// <summary>Performs the deadlines up to a time, inclusive.</summary>
    /// <param name="now">Unix milliseconds.</param>
    public void Advance(long now, List<EmittedOutcome> outcomes) => HandleDeadlines(now, outcomes);

    /// <summary>
    /// What the device is now. Rules that name <c>status</c> or <c>connected</c> are looked at again with the newest reading, at this time or at that of their
    /// last judgement when it is later; the reading's other fields keep their values.
    /// </summary>
    public void HandleStatusChange(DeviceStatus status, bool connected, long at, List<EmittedOutcome> outcomes)
    {
        (_sight.Status, _sight.Connected) = (status, connected);
        for (var i = 0; i < _machines.Length; i++)
        {
            var machine = _machines[i];
            if (!machine.Rule.UsesStatus || at < machine.Rule.Stored.SavedAt)
            {
                continue;
            }

            var turn = new EvaluationPass(this, _binding.Mutes, i, outcomes);
            var time = Math.Max(at, machine.State.StatusChangedAt);
            time = _sight.Reading is { } newest ? Math.Max(time, newest.Time) : time;
            PassOne(machine, turn, time);
            machine.State.StatusChangedAt = time;
            EvaluateConditions(machine, i, turn, time, false, 0);
        }

        _next = long.MinValue;
    }

    private void EvaluateReading(Reading reading, List<EmittedOutcome>? outcomes)
    {
        if (reading.Time >= _next)
        {
            HandleDeadlines(reading.Time, outcomes);
        }

        (_lastTime, _lastId) = (reading.Time, reading.MessageId);
        _sight.SetReading(reading);
        var carried = FieldBits.FromReading(reading);
        var shape = _binding.Plan;
        var interest = shape.FieldsOfInterest[(int)reading.Family];
        for (var i = 0; i < _machines.Length; i++)
        {
            if ((interest[i] & carried) == 0 || reading.Time < _machines[i].Rule.Stored.SavedAt)
            {
                continue;
            }

            var machine = _machines[i];
            var rule = machine.Rule;
            if (shape.NeedsScopeCheck[i] && !rule.Stored.Definition.Scope.Covers(reading, _binding.AnimalId))
            {
                continue;
            }

            var mine = !(shape.OnlyWithoutAnimal[i] && reading.SubjectAnimalId is not null)
                && !(machine.State.IsWarmingUp && rule.MaxWindow > 0 && reading.Time < machine.EvaluatesFrom);
            var speaks = mine && _sight.Speaks(rule.ConditionFields, carried);
            if (mine && !rule.StepsUseConditionFields)
            {
                EvaluateSteps(machine, shape.WindowSlots[i], carried);
            }

            var turn = new EvaluationPass(this, _binding.Mutes, i, outcomes);
            var time = rule.UsesStatus ? Math.Max(reading.Time, machine.State.StatusChangedAt) : reading.Time;
            if (speaks)
            {
                if (!EvaluateConditions(machine, i, turn, time, true, carried))
                {
                    continue;
                }
            }
            else
            {
                machine.Apply(turn, time, false, false, false, true);
            }

            _next = Math.Min(_next, machine.GetNextDeadline());
        }
    }

    /// <summary>False when nothing changed.</summary>
    private bool EvaluateConditions(RuleStateMachine machine, int index, in EvaluationPass turn, long time, bool isSignOfLife, ulong readingFields)
    {
        var slots = _binding.Plan.WindowSlots[index];
        var holds = machine.Rule.Condition is { } condition && condition.Holds(_sight, slots);
        if (!holds && machine.IsIdle)
        {
            return false;
        }

        if (machine.Rule.StepsUseConditionFields)
        {
            EvaluateSteps(machine, slots, readingFields);
        }

        var clears = machine.Rule.ClearCondition is { } clear && clear.Holds(_sight, slots);
        machine.Apply(turn, time, true, holds, clears, isSignOfLife);
        return true;
    }

    private void EvaluateSteps(RuleStateMachine machine, int[] slots, ulong carried)
    {
        for (var step = 0; step < machine.Rule.SeveritySteps.Length; step++)
        {
            EvaluateStep(machine, slots, step, carried);
        }
    }

    private void EvaluateStep(RuleStateMachine machine, int[] slots, int index, ulong carried)
    {
        var step = machine.Rule.SeveritySteps[index];
        if (step.Where is { } where && _sight.Speaks(step.Fields, carried))
        {
            var bit = 1 << index;
            machine.State.HoldingSteps = where.Holds(_sight, slots) ? machine.State.HoldingSteps | bit : machine.State.HoldingSteps & ~bit;
        }
    }

    private void HandleDeadlines(long until, List<EmittedOutcome>? outcomes)
    {
        if (until < _next)
        {
            return;
        }

        var next = RuleStateMachine.NoDeadline;
        for (var i = 0; i < _machines.Length; i++)
        {
            PassOne(_machines[i], new(this, _binding.Mutes, i, outcomes), until);
            next = Math.Min(next, _machines[i].GetNextDeadline());
        }

        _next = next;
    }

    private void PassOne(RuleStateMachine machine, in EvaluationPass turn, long until)
    {
        for (var next = machine.GetNextDeadline(); next <= until && next != RuleStateMachine.NoDeadline; next = machine.GetNextDeadline())
        {
            machine.HandleDeadline(turn, next);
            (_lastTime, _lastId) = next > _lastTime ? (next, long.MinValue) : (_lastTime, _lastId);
        }
    }
}
