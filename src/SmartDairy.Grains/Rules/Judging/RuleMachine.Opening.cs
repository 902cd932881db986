using SmartDairy.Contracts.Alerts.Reports;
using SmartDairy.Contracts.Alerts.Rules;

namespace SmartDairy.Grains.Rules.Judging;

internal sealed partial class RuleMachine
{
    private const long Hour = 3_600_000;
    private const long Day = 24 * Hour;

    /// <summary>While the past is gone through, readings before this only fill windows: theirs are not whole.</summary>
    public long JudgesFrom { get; private set; } = long.MinValue;

    /// <summary>Before the past is gone through again: what was opened and ended then is known, what was said is not said again.</summary>
    /// <param name="known">Since when every reading is known.</param>
    public void Warm(RuleStanding? standing, long known)
    {
        JudgesFrom = known + Rule.LongestWindow;
        State = new()
        {
            RuleId = Rule.Id,
            Version = Rule.Version,
            LastHeard = Math.Max(Rule.Stored.SavedAt, known),
            Warm = true,
            Openings = [.. standing?.Openings ?? []],
            Endings = [.. standing?.Endings ?? []],
        };
    }

    /// <summary>The past was gone through: from here on it says what it finds.</summary>
    public void Start(RuleStanding? standing, long from)
    {
        var state = State;
        state.Warm = false;
        state.Floor = Math.Max(from, Rule.Stored.SavedAt);
        state.StepClock = from - 1;
        state.Open = standing?.OpenedAt is not null;
        state.OpenedAt = standing?.OpenedAt ?? 0;
        state.Priority = standing?.Priority ?? Rule.Stored.Definition.Priority;
        if (state.Open)
        {
            state.Attempt = Never;

            // What held it open was said before the past that is known, and nothing since says otherwise.
            if (Rule.Condition is not null && !state.Spoken && !state.Silent && JudgesFrom > Rule.Stored.SavedAt)
            {
                (state.Holds, state.Fired, state.Since) = (true, true, state.OpenedAt);
            }
        }
        else if (Fires && state.Attempt == Never && !IsNever(from))
        {
            state.Attempt = state.Floor;
        }
    }

    private void TryOpen(in Turn turn, long time)
    {
        var state = State;
        if (state.Warm && WasOpen(time))
        {
            state.Attempt = Never;
            return;
        }

        if (Refusal(turn, time, out var until) is { } reason)
        {
            state.Attempt = until;
            if ((state.Refused >> (int)reason & 1) == 0)
            {
                state.Refused |= 1 << (int)reason;
                turn.Emit(Rule, new(OutcomeKind.Refused, time, Urgency(0), reason));
            }

            return;
        }

        state.Attempt = Never;
        if (state.Warm)
        {
            return;
        }

        Forget(time);
        (state.Open, state.OpenedAt, state.StepClock, state.Priority) = (true, time, time, Urgency(0));
        state.ClearSince = Never;
        state.Openings.Add(time);
        turn.EmitOpened(this, time);
    }

    private RefusalReason? Refusal(in Turn turn, long time, out long until)
    {
        if (Rule.Schedule is { } schedule && !schedule.Allows(time))
        {
            until = schedule.NextOpening(time) ?? Never;
            return RefusalReason.Schedule;
        }

        if (Muted(turn.Mutes, time, false, out until))
        {
            return RefusalReason.Maintenance;
        }

        if (Muted(turn.Mutes, time, true, out until))
        {
            return RefusalReason.Snoozed;
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
            return RefusalReason.Suppressed;
        }

        var most = Rule.Stored.Definition.MaxPerHour;
        if (inHour >= most)
        {
            until = State.Openings[last + 1 - most] + Hour;
            return RefusalReason.MaxPerHour;
        }

        return null;
    }

    private bool Muted(Mute[] mutes, long time, bool isSnooze, out long until)
    {
        until = Never;
        foreach (var mute in mutes)
        {
            if (mute.Snooze == isSnooze && time >= mute.From && time < mute.To && (mute.RuleId is null || mute.RuleId == Rule.Id))
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

    // A rule may wait for a schedule that never lets it through.
    private bool IsNever(long from) => Rule.Schedule is { } schedule && !schedule.Allows(from) && schedule.NextOpening(from) is null;

    private void Forget(long time)
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
