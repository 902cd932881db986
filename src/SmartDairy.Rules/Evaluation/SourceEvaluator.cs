using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using SmartDairy.Rules.Compilation;
using SmartDairy.Rules.Conditions;
using SmartDairy.Rules.Windows;

namespace SmartDairy.Rules.Evaluation;

/// <summary>
/// Evaluates the rules of one source in event time. Not thread-safe. The outcomes depend only on the readings in order of (time, message
/// id), the rules, the mutes and the times passed to <see cref="Advance"/>, except that <c>status</c> and <c>connected</c> take effect in
/// the order in which they change.
/// </summary>
public sealed partial class SourceEvaluator
{
    private readonly IPeerValues? _peers;
    private readonly SourceRuleSet _ruleSet;
    private readonly RuleStateMachine[] _machines;
    private readonly EvaluationContext _context;
    private long _lastTime = long.MinValue;
    private long _lastId = long.MinValue;

    // A lower bound of the next deadline.
    private long _next = long.MinValue;

    /// <param name="ruleSet">The rules of the source.</param>
    /// <param name="peers">Values of other devices; null when unavailable, in which case <c>difference</c> is missing.</param>
    public SourceEvaluator(SourceRuleSet ruleSet, IPeerValues? peers = null)
        : this(ruleSet, peers, [.. ruleSet.Plan.Rules.Select(rule => new RuleStateMachine(rule))], new(ruleSet.CreateWindows(), peers))
    {
        _context.Windows.IsIncomplete = false;
    }

    private SourceEvaluator(SourceRuleSet ruleSet, IPeerValues? peers, RuleStateMachine[] machines, EvaluationContext context)
        => (_ruleSet, _peers, _machines, _context) = (ruleSet, peers, machines, context);

    public SourceRuleSet RuleSet => _ruleSet;

    /// <summary>Time of the newest evaluated reading or deadline, Unix milliseconds; null before the first.</summary>
    public long? LastTime => _lastTime == long.MinValue ? null : _lastTime;

    /// <summary>True when a new rule looks back further than the kept samples: its windows are incomplete until the next replay.</summary>
    public bool HasIncompleteWindows => _context.Windows.IsIncomplete;

    /// <summary>
    /// The next time <see cref="Advance"/> has work to do, Unix milliseconds; null when only a reading can change anything.
    /// </summary>
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

    /// <summary>True once the device's status is known.</summary>
    public bool KnowsStatus => _context.Status is not null;

    /// <summary>
    /// A lower bound of <see cref="NextDeadline"/>, Unix milliseconds; null when there is no deadline. Usually cached, whereas
    /// <see cref="NextDeadline"/> visits every rule.
    /// </summary>
    public long? EarliestPossibleDeadline => _next == long.MinValue ? NextDeadline : _next == RuleStateMachine.NoDeadline ? null : _next;

    /// <summary>True when the reading is the newest one evaluated.</summary>
    public bool IsNewest(Reading reading) => reading.Time == _lastTime && reading.MessageId == _lastId;

    /// <summary>Handles the deadlines up to the time of the reading, then evaluates the reading.</summary>
    /// <returns>False when the reading is late by (time, message id): nothing was evaluated, and the caller must replay from its time. True
    /// without effect when the newest reading is repeated.</returns>
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

    /// <summary>Handles the deadlines up to and including a time.</summary>
    /// <param name="now">Unix milliseconds.</param>
    public void Advance(long now, List<EmittedOutcome> outcomes) => HandleDeadlines(now, outcomes);

    /// <summary>
    /// Sets the device's status. Rules that name <c>status</c> or <c>connected</c> are evaluated again with the newest reading, at
    /// <paramref name="at"/> or at the time of that reading or of the previous status change if one of them is later.
    /// </summary>
    public void HandleStatusChange(DeviceStatus status, bool connected, long at, List<EmittedOutcome> outcomes)
    {
        (_context.Status, _context.Connected) = (status, connected);
        for (var i = 0; i < _machines.Length; i++)
        {
            var machine = _machines[i];
            if (!machine.Rule.UsesStatus || at < machine.Rule.Stored.SavedAt)
            {
                continue;
            }

            var pass = new EvaluationPass(this, _ruleSet.Mutes, i, outcomes);
            var time = Math.Max(at, machine.State.StatusChangedAt);
            time = _context.Reading is { } newest ? Math.Max(time, newest.Time) : time;
            HandleMachineDeadlines(machine, pass, time);
            machine.State.StatusChangedAt = time;
            EvaluateConditions(machine, i, pass, time, false, 0);
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
        _context.SetReading(reading);
        var carried = FieldBits.FromReading(reading);
        var plan = _ruleSet.Plan;
        var interest = plan.FieldsOfInterest[(int)reading.Family];
        for (var i = 0; i < _machines.Length; i++)
        {
            if ((interest[i] & carried) == 0 || reading.Time < _machines[i].Rule.Stored.SavedAt)
            {
                continue;
            }

            var machine = _machines[i];
            var rule = machine.Rule;
            if (plan.NeedsScopeCheck[i] && !rule.Stored.Definition.Scope.Covers(reading, _ruleSet.AnimalId))
            {
                continue;
            }

            var isRelevant = !(plan.OnlyWithoutAnimal[i] && reading.SubjectAnimalId is not null)
                && !(machine.State.IsWarmingUp && rule.MaxWindow > 0 && reading.Time < machine.EvaluatesFrom);
            var carriesFields = isRelevant && _context.CarriesAnyOf(rule.ConditionFields, carried);
            if (isRelevant && !rule.StepsUseConditionFields)
            {
                EvaluateSteps(machine, plan.WindowSlots[i], carried);
            }

            var pass = new EvaluationPass(this, _ruleSet.Mutes, i, outcomes);
            var time = rule.UsesStatus ? Math.Max(reading.Time, machine.State.StatusChangedAt) : reading.Time;
            if (carriesFields)
            {
                if (!EvaluateConditions(machine, i, pass, time, true, carried))
                {
                    continue;
                }
            }
            else
            {
                machine.Apply(pass, time, false, false, false, true);
            }

            _next = Math.Min(_next, machine.GetNextDeadline());
        }
    }

    /// <summary>Evaluates the rule's conditions; false when nothing changed.</summary>
    private bool EvaluateConditions(
        RuleStateMachine machine, int index, in EvaluationPass pass, long time, bool isSignOfLife, ulong readingFields)
    {
        var slots = _ruleSet.Plan.WindowSlots[index];
        var holds = machine.Rule.Condition is { } condition && condition.Holds(_context, slots);
        if (!holds && machine.IsIdle)
        {
            return false;
        }

        if (machine.Rule.StepsUseConditionFields)
        {
            EvaluateSteps(machine, slots, readingFields);
        }

        var clears = machine.Rule.ClearCondition is { } clear && clear.Holds(_context, slots);
        machine.Apply(pass, time, true, holds, clears, isSignOfLife);
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
        if (step.Where is { } where && _context.CarriesAnyOf(step.Fields, carried))
        {
            var bit = 1 << index;
            machine.State.HoldingSteps = where.Holds(_context, slots)
                ? machine.State.HoldingSteps | bit
                : machine.State.HoldingSteps & ~bit;
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
            HandleMachineDeadlines(_machines[i], new(this, _ruleSet.Mutes, i, outcomes), until);
            next = Math.Min(next, _machines[i].GetNextDeadline());
        }

        _next = next;
    }

    private void HandleMachineDeadlines(RuleStateMachine machine, in EvaluationPass pass, long until)
    {
        for (var next = machine.GetNextDeadline(); next <= until && next != RuleStateMachine.NoDeadline; next = machine.GetNextDeadline())
        {
            machine.HandleDeadline(pass, next);
            (_lastTime, _lastId) = next > _lastTime ? (next, long.MinValue) : (_lastTime, _lastId);
        }
    }
}
