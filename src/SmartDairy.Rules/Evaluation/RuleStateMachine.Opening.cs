using SmartDairy.Contracts.Alerts.Outcomes;
using SmartDairy.Contracts.Alerts.Rules;

namespace SmartDairy.Rules.Evaluation;

internal sealed partial class RuleStateMachine
{
    private const long Hour = 3_600_000;
    private const long Day = 24 * Hour;

    /// <summary>
    /// During warm-up, readings before this time (Unix milliseconds) only fill windows, because their own windows are incomplete.
    /// </summary>
    public long EvaluatesFrom { get; private set; } = long.MinValue;

    /// <summary>
    /// Starts a warm-up over stored readings. Past openings and endings are taken from the history; no outcome is emitted again.
    /// </summary>
    /// <param name="completeSince">Unix milliseconds; every reading since then is known.</param>
    public void BeginWarmUp(RuleAlertHistory? history, long completeSince)
    {
        EvaluatesFrom = completeSince + Rule.MaxWindow;
        State = new()
        {
            RuleId = Rule.Id,
            Version = Rule.Version,
            LastReadingAt = Math.Max(Rule.Stored.SavedAt, completeSince),
            IsWarmingUp = true,
            Openings = [.. history?.Openings ?? []],
            Endings = [.. history?.Endings ?? []],
        };
    }

    /// <summary>Ends the warm-up: outcomes are emitted from now on.</summary>
    public void CompleteWarmUp(RuleAlertHistory? history, long from)
    {
        var state = State;
        state.IsWarmingUp = false;
        state.EarliestDeadline = Math.Max(from, Rule.Stored.SavedAt);
        state.StepsEvaluatedAt = from - 1;
        state.IsOpen = history?.OpenedAt is not null;
        state.OpenedAt = history?.OpenedAt ?? 0;
        state.Priority = history?.Priority ?? Rule.Stored.Definition.Priority;
        if (state.IsOpen)
        {
            state.NextOpenAttempt = NoDeadline;

            // The cause of the open alert precedes the known readings, and no later reading contradicts it.
            if (Rule.Condition is not null && !state.HasEvaluated && !state.IsSilent && EvaluatesFrom > Rule.Stored.SavedAt)
            {
                (state.ConditionHolds, state.ForElapsed, state.ConditionSince) = (true, true, state.OpenedAt);
            }
        }
        else if (IsFiring && state.NextOpenAttempt == NoDeadline && !IsNeverAllowed(from))
        {
            state.NextOpenAttempt = state.EarliestDeadline;
        }
    }

    private void TryOpenAlert(in EvaluationPass pass, long time)
    {
        var state = State;
        if (state.IsWarmingUp && WasOpen(time))
        {
            state.NextOpenAttempt = NoDeadline;
            return;
        }

        if (FindSuppression(pass, time, out var until) is { } reason)
        {
            state.NextOpenAttempt = until;
            if ((state.ReportedSuppressions >> (int)reason & 1) == 0)
            {
                state.ReportedSuppressions |= 1 << (int)reason;
                pass.Emit(Rule, new(RuleOutcomeKind.Suppressed, time, GetPriorityAfter(0), reason));
            }

            return;
        }

        state.NextOpenAttempt = NoDeadline;
        if (state.IsWarmingUp)
        {
            return;
        }

        PruneHistory(time);
        (state.IsOpen, state.OpenedAt, state.StepsEvaluatedAt, state.Priority) = (true, time, time, GetPriorityAfter(0));
        state.ClearingSince = NoDeadline;
        state.Openings.Add(time);
        pass.EmitOpened(this, time);
    }

    private SuppressionReason? FindSuppression(in EvaluationPass pass, long time, out long until)
    {
        if (Rule.Schedule is { } schedule && !schedule.Allows(time))
        {
            until = schedule.FindNextOpening(time) ?? NoDeadline;
            return SuppressionReason.Schedule;
        }

        if (IsMuted(pass.Mutes, time, false, out until))
        {
            return SuppressionReason.Maintenance;
        }

        if (IsMuted(pass.Mutes, time, true, out until))
        {
            return SuppressionReason.Snoozed;
        }

        var (last, inHour) = (-1, 0);
        for (var i = 0; i < State.Openings.Count && State.Openings[i] <= time; i++)
        {
            last = i;
            inHour += State.Openings[i] > time - Hour ? 1 : 0;
        }

        if (last >= 0 && time < State.Openings[last] + Rule.Suppression)
        {
            until = State.Openings[last] + Rule.Suppression;
            return SuppressionReason.Suppressed;
        }

        var maxPerHour = Rule.Stored.Definition.MaxPerHour;
        if (inHour >= maxPerHour)
        {
            until = State.Openings[last + 1 - maxPerHour] + Hour;
            return SuppressionReason.MaxPerHour;
        }

        return null;
    }

    private bool IsMuted(AlertMute[] mutes, long time, bool isSnooze, out long until)
    {
        until = NoDeadline;
        foreach (var mute in mutes)
        {
            if (mute.IsSnooze == isSnooze && time >= mute.From && time < mute.To && (mute.RuleId is null || mute.RuleId == Rule.Id))
            {
                until = mute.To;
                return true;
            }
        }

        return false;
    }

    private bool WasOpen(long time)
    {
        var (openings, endings) = (State.Openings, State.Endings);
        var open = 0;
        foreach (var opening in openings)
        {
            open += opening <= time ? 1 : 0;
        }

        foreach (var ending in endings)
        {
            open -= ending <= time && openings.Count > 0 && ending >= openings[0] ? 1 : 0;
        }

        return open > 0;
    }

    // A schedule may never allow an opening.
    private bool IsNeverAllowed(long from)
        => Rule.Schedule is { } schedule && !schedule.Allows(from) && schedule.FindNextOpening(from) is null;

    private void PruneHistory(long time)
    {
        var state = State;
        while (state.Openings.Count > 1 && state.Openings[1] <= time - Day)
        {
            state.Openings.RemoveAt(0);
        }

        while (state.Endings.Count > 0 && state.Endings[0] <= time - 8 * Day)
        {
            state.Endings.RemoveAt(0);
        }
    }
}
