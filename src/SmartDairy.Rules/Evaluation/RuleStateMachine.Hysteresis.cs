using SmartDairy.Contracts.Alerts.Outcomes;

namespace SmartDairy.Rules.Evaluation;

/// <summary>
/// Hysteresis of an alert: the condition must hold for <c>for</c> before the alert opens, and must not hold for <c>clearAfter</c>, or for
/// the flapping window when the alert has ended too often within it, before the alert clears.
/// </summary>
internal sealed partial class RuleStateMachine
{
    private long GetForDeadline()
        => State.ConditionHolds && !State.ForElapsed ? Math.Max(State.ConditionSince + Rule.For, State.EarliestDeadline) : NoDeadline;

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

    private void ClearAlert(in EvaluationPass pass, long time)
    {
        var state = State;
        state.IsOpen = false;
        state.NextOpenAttempt = NoDeadline;
        state.Endings.Add(time);
        pass.Emit(Rule, new(RuleOutcomeKind.Cleared, time, state.Priority));
    }
}
