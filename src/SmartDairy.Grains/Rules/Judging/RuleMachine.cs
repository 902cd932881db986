using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Reports;

namespace SmartDairy.Grains.Rules.Judging;

/// <summary>Where one rule stands at one source. Times are event time, Unix milliseconds; <see cref="Never"/> when there is none.</summary>
/// <remarks>
/// Deadlines of one time are performed in this order: the end of clearing, of <c>for</c>, of silence, asking again, severity. Clearing needs the condition
/// false, also where a rule has a clear condition of its own.
/// </remarks>
internal sealed partial class RuleMachine(CompiledRule rule)
{
    public const long Never = long.MaxValue;

    public CompiledRule Rule { get; } = rule;

    public RuleMemory State { get; private set; } = new() { RuleId = rule.Id, Version = rule.Version, LastHeard = rule.Stored.SavedAt };

    /// <summary>Nothing is under way, and a reading whose condition is false changes nothing: most rules, most of the time.</summary>
    public bool Rests
    {
        get
        {
            var state = State;
            return state is { Spoken: true, Holds: false, Fired: false, Silent: false, Open: false, Warm: false, Refused: 0, Attempt: Never } && Rule.NoDataAfter is null;
        }
    }

    private bool Causes => State.Holds || State.Silent;

    private bool Fires => State.Fired || State.Silent;

    /// <summary>Goes on from where another version or another activation stood.</summary>
    public static RuleMachine Restore(CompiledRule rule, RuleMemory memory) => memory.Version == rule.Version
        ? new(rule) { State = memory }
        : new(rule)
        {
            State = new()
            {
                RuleId = rule.Id,
                Version = rule.Version,
                LastHeard = rule.Stored.SavedAt,
                Open = memory.Open,
                OpenedAt = memory.OpenedAt,
                Priority = memory.Priority,
                Openings = memory.Openings,
                Endings = memory.Endings,
                StepClock = memory.StepClock,
            },
        };

    /// <summary>What a reading says.</summary>
    /// <param name="speaks">It carries a field that the rule names; else it is a sign of life only.</param>
    /// <param name="alive">It is a sign of life; false for a change of status.</param>
    public void Judge(in Turn turn, long time, bool speaks, bool holds, bool clears, bool alive)
    {
        var (state, caused, fired) = (State, Causes, Fires);
        if (alive && Rule.NoDataAfter is not null)
        {
            state.Silent = false;
            state.LastHeard = time;
        }

        if (speaks)
        {
            state.Spoken = true;
            state.ClearTruth = clears;
            if (!holds)
            {
                state.Fired = false;
            }
            else if (!state.Holds)
            {
                state.Since = time;
                state.Fired = Rule.For == 0;
            }

            state.Holds = holds;
        }

        Settle(turn, time, caused, fired, speaks && holds);
        if (state.Open)
        {
            Worsen(turn, time);
        }
    }

    /// <summary>The time of the next deadline.</summary>
    public long Next()
    {
        var state = State;
        var next = Math.Min(ClearDeadline(), Math.Min(ForDeadline(), SilenceDeadline()));
        if (!state.Open)
        {
            return Fires ? Math.Min(next, state.Attempt) : next;
        }

        return Math.Min(next, StepDeadline());
    }

    /// <summary>Performs the deadlines of <see cref="Next"/>.</summary>
    public void Pass(in Turn turn, long time)
    {
        var (state, caused, fired) = (State, Causes, Fires);
        if (ClearDeadline() == time)
        {
            Close(turn, time);
        }
        else if (ForDeadline() == time)
        {
            state.Fired = true;
            Settle(turn, time, caused, fired, true);
        }
        else if (SilenceDeadline() == time)
        {
            state.Silent = true;
            Settle(turn, time, caused, fired, true);
        }
        else if (!state.Open && Fires && state.Attempt == time)
        {
            TryOpen(turn, time);
        }
        else
        {
            state.StepClock = time;
            Worsen(turn, time);
        }
    }

    private void Settle(in Turn turn, long time, bool caused, bool fired, bool asks)
    {
        var (state, clears) = (State, (Rule.Clear is null ? Rule.Condition is null || State.Spoken : State.ClearTruth) && !Causes);
        state.ClearSince = !clears ? Never : state.ClearSince == Never ? time : state.ClearSince;
        if (state.Open)
        {
            if (Causes && !caused)
            {
                turn.Emit(Rule, new(OutcomeKind.Recurred, time, state.Priority));
            }

            if (clears && ClearDeadline() <= time)
            {
                Close(turn, time);
            }

            return;
        }

        if (!Fires)
        {
            state.Attempt = Never;
        }
        else if (!fired)
        {
            (state.Refused, state.Cause) = (0, state.Fired ? state.Since : state.LastHeard);
            TryOpen(turn, time);
        }
        else if (asks)
        {
            TryOpen(turn, time);
        }
    }

    private void Close(in Turn turn, long time)
    {
        var state = State;
        state.Open = false;
        state.Attempt = Never;
        state.Endings.Add(time);
        turn.Emit(Rule, new(OutcomeKind.Cleared, time, state.Priority));
    }

    private long ClearDeadline()
    {
        var state = State;
        if (!state.Open || state.ClearSince == Never)
        {
            return Never;
        }

        var needed = Rule.ClearAfter;
        if (Rule.Stored.Definition.Flapping is { } flapping)
        {
            var endings = 0;
            foreach (var ending in state.Endings)
            {
                endings += ending > state.ClearSince - Rule.FlapWithin && ending <= state.ClearSince ? 1 : 0;
            }

            needed = endings >= flapping.Changes ? Math.Max(needed, Rule.FlapWithin) : needed;
        }

        return Math.Max(state.ClearSince + needed, state.Floor);
    }

    private long ForDeadline() => State.Holds && !State.Fired ? Math.Max(State.Since + Rule.For, State.Floor) : Never;

    private long SilenceDeadline() => Rule.NoDataAfter is { } silence && !State.Silent ? Math.Max(State.LastHeard + silence, State.Floor) : Never;

    private long StepDeadline()
    {
        var next = Never;
        foreach (var step in Rule.Steps)
        {
            var at = State.OpenedAt + step.After;
            next = step.After > 0 && at > State.StepClock ? Math.Min(next, at) : next;
        }

        return next;
    }

    private void Worsen(in Turn turn, long time)
    {
        var state = State;
        var priority = Urgency(time - state.OpenedAt);
        if (priority < state.Priority)
        {
            state.Priority = priority;
            turn.Emit(Rule, new(OutcomeKind.Worsened, time, priority));
        }
    }

    private Priority Urgency(long open)
    {
        var priority = Rule.Stored.Definition.Priority;
        for (var i = 0; i < Rule.Steps.Length; i++)
        {
            var step = Rule.Steps[i];
            if (step.Priority < priority && step.After <= open && (step.Where is null || (State.Steps >> i & 1) == 1))
            {
                priority = step.Priority;
            }
        }

        return priority;
    }
}
