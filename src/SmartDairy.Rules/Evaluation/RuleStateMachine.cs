using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Outcomes;
using SmartDairy.Rules.Compilation;
using SmartDairy.Rules.Evaluation.Snapshots;

namespace SmartDairy.Rules.Evaluation;

/// <summary>Where one rule stands at one source. Times are event time, Unix milliseconds; <see cref="NoDeadline"/> when there is none.</summary>
/// <remarks>
/// Deadlines of one time are performed in this order: the end of clearing, of <c>for</c>, of silence, asking again, severity. Clearing needs the condition
/// false, also where a rule has a clear condition of its own.
/// </remarks>
internal sealed partial class RuleStateMachine(CompiledRule rule)
{
    public const long NoDeadline = long.MaxValue;

    public CompiledRule Rule { get; } = rule;

    public RuleState State { get; private set; } = new() { RuleId = rule.Id, Version = rule.Version, LastReadingAt = rule.Stored.SavedAt };

    /// <summary>Nothing is under way, and a reading whose condition is false changes nothing: most rules, most of the time.</summary>
    public bool IsIdle
    {
        get
        {
            var state = State;
            return state is { HasEvaluated: true, ConditionHolds: false, ForElapsed: false, IsSilent: false, IsOpen: false, IsWarmingUp: false, ReportedSuppressions: 0, NextOpenAttempt: NoDeadline } && Rule.NoDataAfter is null;
        }
    }

    private bool HasCause => State.ConditionHolds || State.IsSilent;

    private bool IsFiring => State.ForElapsed || State.IsSilent;

    /// <summary>Goes on from where another version or another activation stood.</summary>
    public static RuleStateMachine Restore(CompiledRule rule, RuleState state) => state.Version == rule.Version
        ? new(rule) { State = state }
        : new(rule)
        {
            State = new()
            {
                RuleId = rule.Id,
                Version = rule.Version,
                LastReadingAt = rule.Stored.SavedAt,
                IsOpen = state.IsOpen,
                OpenedAt = state.OpenedAt,
                Priority = state.Priority,
                Openings = state.Openings,
                Endings = state.Endings,
                StepsEvaluatedAt = state.StepsEvaluatedAt,
            },
        };

    /// <summary>What a reading says.</summary>
    /// <param name="carriesFields">It carries a field that the rule names; else it is a sign of life only.</param>
    /// <param name="isSignOfLife">It is a sign of life; false for a change of status.</param>
    public void Apply(in EvaluationPass turn, long time, bool carriesFields, bool holds, bool clears, bool isSignOfLife)
    {
        var (state, caused, fired) = (State, HasCause, IsFiring);
        if (isSignOfLife && Rule.NoDataAfter is not null)
        {
            state.IsSilent = false;
            state.LastReadingAt = time;
        }

        if (carriesFields)
        {
            state.HasEvaluated = true;
            state.ClearConditionHolds = clears;
            if (!holds)
            {
                state.ForElapsed = false;
            }
            else if (!state.ConditionHolds)
            {
                state.ConditionSince = time;
                state.ForElapsed = Rule.For == 0;
            }

            state.ConditionHolds = holds;
        }

        Transition(turn, time, caused, fired, carriesFields && holds);
        if (state.IsOpen)
        {
            Worsen(turn, time);
        }
    }

    /// <summary>The time of the next deadline.</summary>
    public long GetNextDeadline()
    {
        var state = State;
        var next = Math.Min(GetClearDeadline(), Math.Min(GetForDeadline(), GetSilenceDeadline()));
        if (!state.IsOpen)
        {
            return IsFiring ? Math.Min(next, state.NextOpenAttempt) : next;
        }

        return Math.Min(next, GetStepDeadline());
    }

    /// <summary>Performs the deadlines of <see cref="GetNextDeadline"/>.</summary>
    public void HandleDeadline(in EvaluationPass turn, long time)
    {
        var (state, caused, fired) = (State, HasCause, IsFiring);
        if (GetClearDeadline() == time)
        {
            ClearAlert(turn, time);
        }
        else if (GetForDeadline() == time)
        {
            state.ForElapsed = true;
            Transition(turn, time, caused, fired, true);
        }
        else if (GetSilenceDeadline() == time)
        {
            state.IsSilent = true;
            Transition(turn, time, caused, fired, true);
        }
        else if (!state.IsOpen && IsFiring && state.NextOpenAttempt == time)
        {
            TryOpenAlert(turn, time);
        }
        else
        {
            state.StepsEvaluatedAt = time;
            Worsen(turn, time);
        }
    }

    private void Transition(in EvaluationPass turn, long time, bool hadCause, bool wasFiring, bool retriesOpening)
    {
        var (state, clears) = (State, (Rule.ClearCondition is null ? Rule.Condition is null || State.HasEvaluated : State.ClearConditionHolds) && !HasCause);
        state.ClearingSince = !clears ? NoDeadline : state.ClearingSince == NoDeadline ? time : state.ClearingSince;
        if (state.IsOpen)
        {
            if (HasCause && !hadCause)
            {
                turn.Emit(Rule, new(RuleOutcomeKind.Recurred, time, state.Priority));
            }

            if (clears && GetClearDeadline() <= time)
            {
                ClearAlert(turn, time);
            }

            return;
        }

        if (!IsFiring)
        {
            state.NextOpenAttempt = NoDeadline;
        }
        else if (!wasFiring)
        {
            (state.ReportedSuppressions, state.CauseSince) = (0, state.ForElapsed ? state.ConditionSince : state.LastReadingAt);
            TryOpenAlert(turn, time);
        }
        else if (retriesOpening)
        {
            TryOpenAlert(turn, time);
        }
    }

    private void ClearAlert(in EvaluationPass turn, long time)
    {
        var state = State;
        state.IsOpen = false;
        state.NextOpenAttempt = NoDeadline;
        state.Endings.Add(time);
        turn.Emit(Rule, new(RuleOutcomeKind.Cleared, time, state.Priority));
    }

    private long GetClearDeadline()
    {
        var state = State;
        if (!state.IsOpen || state.ClearingSince == NoDeadline)
        {
            return NoDeadline;
        }

        var needed = Rule.ClearAfter;
        if (Rule.Stored.Definition.Flapping is { } flapping)
        {
            var endings = 0;
            foreach (var ending in state.Endings)
            {
                endings += ending > state.ClearingSince - Rule.FlapWithin && ending <= state.ClearingSince ? 1 : 0;
            }

            needed = endings >= flapping.Changes ? Math.Max(needed, Rule.FlapWithin) : needed;
        }

        return Math.Max(state.ClearingSince + needed, state.EarliestDeadline);
    }

    private long GetForDeadline() => State.ConditionHolds && !State.ForElapsed ? Math.Max(State.ConditionSince + Rule.For, State.EarliestDeadline) : NoDeadline;

    private long GetSilenceDeadline() => Rule.NoDataAfter is { } silence && !State.IsSilent ? Math.Max(State.LastReadingAt + silence, State.EarliestDeadline) : NoDeadline;

    private long GetStepDeadline()
    {
        var next = NoDeadline;
        foreach (var step in Rule.SeveritySteps)
        {
            var at = State.OpenedAt + step.After;
            next = step.After > 0 && at > State.StepsEvaluatedAt ? Math.Min(next, at) : next;
        }

        return next;
    }

    private void Worsen(in EvaluationPass turn, long time)
    {
        var state = State;
        var priority = GetPriorityAfter(time - state.OpenedAt);
        if (priority < state.Priority)
        {
            state.Priority = priority;
            turn.Emit(Rule, new(RuleOutcomeKind.Worsened, time, priority));
        }
    }

    private Priority GetPriorityAfter(long openFor)
    {
        var priority = Rule.Stored.Definition.Priority;
        for (var i = 0; i < Rule.SeveritySteps.Length; i++)
        {
            var step = Rule.SeveritySteps[i];
            if (step.Priority < priority && step.After <= openFor && (step.Where is null || (State.HoldingSteps >> i & 1) == 1))
            {
                priority = step.Priority;
            }
        }

        return priority;
    }
}
