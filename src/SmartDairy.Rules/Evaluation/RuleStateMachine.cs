using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Outcomes;
using SmartDairy.Rules.Compilation;
using SmartDairy.Rules.Evaluation.Snapshots;

namespace SmartDairy.Rules.Evaluation;

/// <summary>
/// The state of one rule at one source. Times are event time in Unix milliseconds; <see cref="NoDeadline"/> when there is none.
/// </summary>
/// <remarks>
/// Deadlines that fall on the same time are handled in this order: end of clearing, end of <c>for</c>, silence, next opening attempt,
/// severity step. An alert clears only while the condition is false, even if the rule has a clear condition of its own.
/// </remarks>
internal sealed partial class RuleStateMachine(CompiledRule rule)
{
    public const long NoDeadline = long.MaxValue;

    public CompiledRule Rule { get; } = rule;

    public RuleState State { get; private set; } = new() { RuleId = rule.Id, Version = rule.Version, LastReadingAt = rule.Stored.SavedAt };

    /// <summary>True when nothing is pending and a reading whose condition is false changes nothing, which is the usual case.</summary>
    public bool IsIdle
    {
        get
        {
            var state = State;
            return state is
            {
                HasEvaluated: true, ConditionHolds: false, ForElapsed: false, IsSilent: false, IsOpen: false,
                IsWarmingUp: false, ReportedSuppressions: 0, NextOpenAttempt: NoDeadline
            } && Rule.NoDataAfter is null;
        }
    }

    private bool HasCause => State.ConditionHolds || State.IsSilent;

    private bool IsFiring => State.ForElapsed || State.IsSilent;

    /// <summary>Continues from the state of another activation; of another version of the rule, only the alerts are kept.</summary>
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

    /// <summary>Applies a reading or a status change.</summary>
    /// <param name="carriesFields">True when the reading carries a field that the rule names; otherwise it only proves that the source is
    /// alive.</param>
    /// <param name="isSignOfLife">True for a reading, which ends silence; false for a status change.</param>
    public void Apply(in EvaluationPass pass, long time, bool carriesFields, bool holds, bool clears, bool isSignOfLife)
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

        Transition(pass, time, caused, fired, carriesFields && holds);
        if (state.IsOpen)
        {
            RaisePriority(pass, time);
        }
    }

    /// <summary>The next deadline; <see cref="NoDeadline"/> when there is none.</summary>
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

    /// <summary>Handles the deadline returned by <see cref="GetNextDeadline"/>.</summary>
    public void HandleDeadline(in EvaluationPass pass, long time)
    {
        var (state, caused, fired) = (State, HasCause, IsFiring);
        if (GetClearDeadline() == time)
        {
            ClearAlert(pass, time);
        }
        else if (GetForDeadline() == time)
        {
            state.ForElapsed = true;
            Transition(pass, time, caused, fired, true);
        }
        else if (GetSilenceDeadline() == time)
        {
            state.IsSilent = true;
            Transition(pass, time, caused, fired, true);
        }
        else if (!state.IsOpen && IsFiring && state.NextOpenAttempt == time)
        {
            TryOpenAlert(pass, time);
        }
        else
        {
            state.StepsEvaluatedAt = time;
            RaisePriority(pass, time);
        }
    }

    private void Transition(in EvaluationPass pass, long time, bool hadCause, bool wasFiring, bool retriesOpening)
    {
        var (state, clears) =
            (State, (Rule.ClearCondition is null ? Rule.Condition is null || State.HasEvaluated : State.ClearConditionHolds) && !HasCause);
        state.ClearingSince = !clears ? NoDeadline : state.ClearingSince == NoDeadline ? time : state.ClearingSince;
        if (state.IsOpen)
        {
            if (HasCause && !hadCause)
            {
                pass.Emit(Rule, new(RuleOutcomeKind.Recurred, time, state.Priority));
            }

            if (clears && GetClearDeadline() <= time)
            {
                ClearAlert(pass, time);
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
            TryOpenAlert(pass, time);
        }
        else if (retriesOpening)
        {
            TryOpenAlert(pass, time);
        }
    }

    private long GetSilenceDeadline()
        => Rule.NoDataAfter is { } silence && !State.IsSilent
            ? Math.Max(State.LastReadingAt + silence, State.EarliestDeadline)
            : NoDeadline;

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

    private void RaisePriority(in EvaluationPass pass, long time)
    {
        var state = State;
        var priority = GetPriorityAfter(time - state.OpenedAt);
        if (priority < state.Priority)
        {
            state.Priority = priority;
            pass.Emit(Rule, new(RuleOutcomeKind.Worsened, time, priority));
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
