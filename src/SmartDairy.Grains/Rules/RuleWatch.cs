using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using SmartDairy.Grains.Rules.Conditions;
using SmartDairy.Grains.Rules.Judging;

namespace SmartDairy.Grains.Rules;

/// <summary>
/// Judges one source by the rules of its binding, in event time. One thread at a time. What it says depends on the readings in order of (time, message id), the
/// rules, the mutes and the times it is advanced to; only <c>status</c> and <c>connected</c> are known by the order in which they change.
/// </summary>
public sealed partial class RuleWatch
{
    private readonly IPeerValues? _peers;
    private readonly RuleBinding _binding;
    private readonly RuleMachine[] _machines;
    private readonly Sight _sight;
    private long _lastTime = long.MinValue;
    private long _lastId = long.MinValue;

    // No deadline is earlier; there may be none then.
    private long _next = long.MinValue;

    /// <param name="binding">Its rules.</param>
    /// <param name="peers">Null: <c>difference</c> is missing.</param>
    public RuleWatch(RuleBinding binding, IPeerValues? peers = null)
        : this(binding, peers, [.. binding.Shape.Rules.Select(rule => new RuleMachine(rule))], new(binding.NewWindows(), peers))
    {
        _sight.Windows.IsMissingPast = false;
    }

    private RuleWatch(RuleBinding binding, IPeerValues? peers, RuleMachine[] machines, Sight sight)
        => (_binding, _peers, _machines, _sight) = (binding, peers, machines, sight);

    public RuleBinding Binding => _binding;

    /// <summary>The time of the newest reading or deadline that was judged, Unix milliseconds; null before the first.</summary>
    public long? LastTime => _lastTime == long.MinValue ? null : _lastTime;

    /// <summary>A rule came that looks further back than what is kept: its windows are short until a replay.</summary>
    public bool IsMissingPast => _sight.Windows.IsMissingPast;

    /// <summary>When <see cref="Advance"/> has something to do next, Unix milliseconds; null: never unless a reading comes.</summary>
    public long? NextDeadline
    {
        get
        {
            _next = RuleMachine.Never;
            foreach (var machine in _machines)
            {
                _next = Math.Min(_next, machine.Next());
            }

            return _next == RuleMachine.Never ? null : _next;
        }
    }

    /// <summary>Whether it was told what the device is.</summary>
    public bool KnowsStatus => _sight.Status is not null;

    /// <summary>No deadline is earlier, Unix milliseconds; null: there is none. Costs nothing, where <see cref="NextDeadline"/> asks every rule.</summary>
    public long? Soonest => _next == long.MinValue ? NextDeadline : _next == RuleMachine.Never ? null : _next;

    /// <summary>Whether it is the newest that is known here.</summary>
    public bool IsNewest(Reading reading) => reading.Time == _lastTime && reading.MessageId == _lastId;

    /// <summary>Judges a reading, after the deadlines up to its time.</summary>
    /// <returns>False when it is late, by its time and message id: nothing was done, and what is known must be replayed from its time. The newest one again: true, and nothing is done.</returns>
    public bool TryJudge(Reading reading, List<RuleFinding> findings)
    {
        if (reading.Time == _lastTime && reading.MessageId == _lastId)
        {
            return true;
        }

        if (reading.Time < _lastTime || (reading.Time == _lastTime && reading.MessageId < _lastId))
        {
            return false;
        }

        Take(reading, findings);
        return true;
    }

    /// <summary>Performs the deadlines up to a time, inclusive.</summary>
    /// <param name="now">Unix milliseconds.</param>
    public void Advance(long now, List<RuleFinding> findings) => Pass(now, findings);

    /// <summary>
    /// What the device is now. Rules that name <c>status</c> or <c>connected</c> are looked at again with the newest reading, at this time or at that of their
    /// last judgement when it is later; the reading's other fields keep their values.
    /// </summary>
    public void StatusChanged(DeviceStatus status, bool connected, long at, List<RuleFinding> findings)
    {
        (_sight.Status, _sight.Connected) = (status, connected);
        for (var i = 0; i < _machines.Length; i++)
        {
            var machine = _machines[i];
            if (!machine.Rule.UsesStatus || at < machine.Rule.Stored.SavedAt)
            {
                continue;
            }

            var turn = new Turn(this, _binding.Mutes, i, findings);
            var time = Math.Max(at, machine.State.StatusAt);
            time = _sight.Reading is { } newest ? Math.Max(time, newest.Time) : time;
            PassOne(machine, turn, time);
            machine.State.StatusAt = time;
            Look(machine, i, turn, time, false, 0);
        }

        _next = long.MinValue;
    }

    private void Take(Reading reading, List<RuleFinding>? findings)
    {
        if (reading.Time >= _next)
        {
            Pass(reading.Time, findings);
        }

        (_lastTime, _lastId) = (reading.Time, reading.MessageId);
        _sight.Show(reading);
        var carried = FieldBits.Carried(reading);
        var shape = _binding.Shape;
        var interest = shape.Interest[(int)reading.Family];
        for (var i = 0; i < _machines.Length; i++)
        {
            if ((interest[i] & carried) == 0 || reading.Time < _machines[i].Rule.Stored.SavedAt)
            {
                continue;
            }

            var machine = _machines[i];
            var rule = machine.Rule;
            if (shape.Filtered[i] && !rule.Stored.Definition.Scope.Covers(reading, _binding.AnimalId))
            {
                continue;
            }

            var mine = !(shape.OnlyWithoutAnimal[i] && reading.Animal is not null)
                && !(machine.State.Warm && rule.LongestWindow > 0 && reading.Time < machine.JudgesFrom);
            var speaks = mine && _sight.Speaks(rule.Mask, carried);
            if (mine && !rule.StepsFollow)
            {
                LookAtSteps(machine, shape.Slots[i], carried);
            }

            var turn = new Turn(this, _binding.Mutes, i, findings);
            var time = rule.UsesStatus ? Math.Max(reading.Time, machine.State.StatusAt) : reading.Time;
            if (speaks)
            {
                if (!Look(machine, i, turn, time, true, carried))
                {
                    continue;
                }
            }
            else
            {
                machine.Judge(turn, time, false, false, false, true);
            }

            _next = Math.Min(_next, machine.Next());
        }
    }

    /// <summary>False when nothing changed.</summary>
    private bool Look(RuleMachine machine, int index, in Turn turn, long time, bool alive, ulong carried)
    {
        var slots = _binding.Shape.Slots[index];
        var holds = machine.Rule.Condition is { } condition && condition.Holds(_sight, slots);
        if (!holds && machine.Rests)
        {
            return false;
        }

        if (machine.Rule.StepsFollow)
        {
            LookAtSteps(machine, slots, carried);
        }

        var clears = machine.Rule.Clear is { } clear && clear.Holds(_sight, slots);
        machine.Judge(turn, time, true, holds, clears, alive);
        return true;
    }

    private void LookAtSteps(RuleMachine machine, int[] slots, ulong carried)
    {
        for (var step = 0; step < machine.Rule.Steps.Length; step++)
        {
            LookAtStep(machine, slots, step, carried);
        }
    }

    private void LookAtStep(RuleMachine machine, int[] slots, int index, ulong carried)
    {
        var step = machine.Rule.Steps[index];
        if (step.Where is { } where && _sight.Speaks(step.Mask, carried))
        {
            var bit = 1 << index;
            machine.State.Steps = where.Holds(_sight, slots) ? machine.State.Steps | bit : machine.State.Steps & ~bit;
        }
    }

    private void Pass(long until, List<RuleFinding>? findings)
    {
        if (until < _next)
        {
            return;
        }

        var next = RuleMachine.Never;
        for (var i = 0; i < _machines.Length; i++)
        {
            PassOne(_machines[i], new(this, _binding.Mutes, i, findings), until);
            next = Math.Min(next, _machines[i].Next());
        }

        _next = next;
    }

    private void PassOne(RuleMachine machine, in Turn turn, long until)
    {
        for (var next = machine.Next(); next <= until && next != RuleMachine.Never; next = machine.Next())
        {
            machine.Pass(turn, next);
            (_lastTime, _lastId) = next > _lastTime ? (next, long.MinValue) : (_lastTime, _lastId);
        }
    }
}
