using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Outcomes;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Contracts.Readings;
using SmartDairy.Rules.Fields;
using SmartDairy.Rules.Language;

namespace SmartDairy.Testing.Rules;

/// <summary>
/// Steps through every minute and asks at each what the rules of judging say. Slow and obvious; it works out no deadline.
/// </summary>
public sealed class ReferenceEvaluator(StoredRule rule, IReadOnlyList<Reading> sorted, IReadOnlyList<AlertMute> mutes, TimeZoneInfo zone)
{
    private readonly RuleDefinition _rule = rule.Definition;
    private readonly ConditionTree? _condition = ConditionLanguage.Parse(rule.Definition.Conditions, "", rule.Definition.Where, "", []);
    private readonly ConditionTree? _clear = ConditionLanguage.Parse(rule.Definition.ClearWhen, "", rule.Definition.ClearWhere, "", []);
    private readonly List<RuleOutcome> _outcomes = [];
    private readonly List<long> _openings = [];
    private readonly List<long> _endings = [];
    private readonly HashSet<SuppressionReason> _reportedReasons = [];
    private readonly Dictionary<int, bool> _steps = [];
    private bool _holds, _fired, _silent, _hasEvaluated, _clearConditionHolds;
    private long _since, _lastReadingAt = rule.SavedAt;
    private long? _clearSince, _openedAt;
    private SuppressionReason? _suppressedBy;
    private Priority _priority;

    private bool Causes => _holds || _silent;

    private bool Fires => _fired || _silent;

    public List<RuleOutcome> Run(long from, long until)
    {
        var next = 0;
        for (var time = from; time <= until; time += SampleReading.Minute)
        {
            if (time >= rule.SavedAt)
            {
                HandleDeadlines(time);
            }

            for (; next < sorted.Count && sorted[next].Time == time; next++)
            {
                if (time >= rule.SavedAt)
                {
                    HandleReading(sorted[next], next);
                }
            }
        }

        return _outcomes;
    }

    private void HandleDeadlines(long time)
    {
        if (_openedAt is not null && _clearSince is { } since && time - since >= Needed(since) && time > since)
        {
            Close(time);
        }

        if (_holds && !_fired && time - _since >= (_rule.For ?? default).TotalMilliseconds)
        {
            ApplyChange(time, () => _fired = true, true);
        }

        if (_rule.NoDataAfter is { } silence && !_silent && time - _lastReadingAt >= silence.TotalMilliseconds)
        {
            ApplyChange(time, () => _silent = true, true);
        }

        if (_openedAt is null && Fires && _suppressedBy is { } reason && !IsSuppressed(reason, time))
        {
            TryOpen(time);
        }

        Worsen(time);
    }

    private void HandleReading(Reading reading, int index)
    {
        for (var i = 0; i < _rule.Severity.Count; i++)
        {
            if (_rule.Severity[i].Where is { } where && ConditionLanguage.ParseWhere(where, "", []) is { } tree
                && tree.Comparisons.Any(leaf => Carries(reading, leaf.Field)))
            {
                _steps[i] = Evaluate(tree, reading, index);
            }
        }

        var time = reading.Time;
        var leaves = (_condition?.Comparisons ?? []).Concat(_clear?.Comparisons ?? []);
        var speaks = leaves.Any(leaf => Carries(reading, leaf.Field));
        ApplyChange(
            time,
            () =>
            {
                if (_rule.NoDataAfter is not null)
                {
                    (_silent, _lastReadingAt) = (false, time);
                }

                if (!speaks)
                {
                    return;
                }

                var holds = _condition is not null && Evaluate(_condition, reading, index);
                (_hasEvaluated, _clearConditionHolds) = (true, _clear is not null && Evaluate(_clear, reading, index));
                _since = holds && !_holds ? time : _since;
                _fired = holds && (_fired || (_rule.For ?? default) == default);
                _holds = holds;
            },
            speaks);
        Worsen(time);
    }

    private void ApplyChange(long time, Action change, bool asks)
    {
        var (caused, fired) = (Causes, Fires);
        change();
        var clears = !Causes && (_clear is not null ? _clearConditionHolds : _condition is null || _hasEvaluated);
        _clearSince = clears ? _clearSince ?? time : null;
        if (_openedAt is not null)
        {
            if (Causes && !caused)
            {
                _outcomes.Add(new(RuleOutcomeKind.Recurred, time, _priority));
            }

            if (_clearSince is { } since && time - since >= Needed(since))
            {
                Close(time);
            }

            return;
        }

        if (!Fires)
        {
            _suppressedBy = null;
        }
        else if (!fired)
        {
            _reportedReasons.Clear();
            TryOpen(time);
        }
        else if (asks && Holds())
        {
            TryOpen(time);
        }
    }

    private bool Holds() => _holds || _silent;

    private void TryOpen(long time)
    {
        foreach (var reason in Enum.GetValues<SuppressionReason>())
        {
            if (IsSuppressed(reason, time))
            {
                _suppressedBy = reason;
                if (_reportedReasons.Add(reason))
                {
                    _outcomes.Add(new(RuleOutcomeKind.Suppressed, time, Urgency(0), reason));
                }

                return;
            }
        }

        _suppressedBy = null;
        _openings.Add(time);
        _openedAt = time;
        _priority = Urgency(0);
        _outcomes.Add(new(RuleOutcomeKind.Opened, time, _priority));
    }

    private bool IsSuppressed(SuppressionReason reason, long time) => reason switch
    {
        SuppressionReason.Schedule => _rule.Schedule is { } schedule && InWindows(schedule, time) == schedule.Quiet,
        SuppressionReason.Maintenance => mutes.Any(mute => !mute.IsSnooze && Covers(mute, time)),
        SuppressionReason.Snoozed => mutes.Any(mute => mute.IsSnooze && Covers(mute, time)),
        SuppressionReason.Suppressed => _openings.Count > 0 && time - _openings[^1] < _rule.Suppression.TotalMilliseconds,
        _ => _openings.Count(opening => opening > time - 60 * SampleReading.Minute && opening <= time) >= _rule.MaxPerHour,
    };

    private bool Covers(AlertMute mute, long time) => mute.From <= time && time < mute.To && (mute.RuleId ?? rule.Id) == rule.Id;

    private bool InWindows(RuleSchedule schedule, long time)
    {
        var local = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(time), zone).DateTime;
        return schedule.Windows.Any(window => new[] { local.Date.AddDays(-1), local.Date }.Any(day =>
            (window.Days is not { Count: > 0 } days || days.Contains(day.DayOfWeek))
            && local >= day + window.From.ToTimeSpan()
            && local < day + window.To.ToTimeSpan() + TimeSpan.FromDays(window.To <= window.From ? 1 : 0)));
    }

    private void Close(long time)
    {
        _openedAt = null;
        _suppressedBy = null;
        _endings.Add(time);
        _outcomes.Add(new(RuleOutcomeKind.Cleared, time, _priority));
    }

    private double Needed(long since)
    {
        var after = (_rule.ClearAfter ?? default).TotalMilliseconds;
        return _rule.Flapping is { } flapping
            && _endings.Count(ending => ending > since - flapping.Within.TotalMilliseconds && ending <= since) >= flapping.Changes
            ? Math.Max(after, flapping.Within.TotalMilliseconds)
            : after;
    }

    private void Worsen(long time)
    {
        if (_openedAt is { } opened && Urgency(time - opened) is var urgency && urgency < _priority)
        {
            _priority = urgency;
            _outcomes.Add(new(RuleOutcomeKind.Worsened, time, urgency));
        }
    }

    private Priority Urgency(long open) => _rule.Severity
        .Where((step, i) => (step.After ?? default).TotalMilliseconds <= open && (step.Where is null || _steps.GetValueOrDefault(i)))
        .Select(step => step.Priority).Append(_rule.Priority).Min();

    private static bool Carries(Reading reading, FieldExpression field) => field.Source == FieldSource.Thi
        ? !double.IsNaN(ReferenceFields.MetricValue(reading, "temperature_c") + ReferenceFields.MetricValue(reading, "humidity_percent"))
        : !double.IsNaN(ReferenceFields.MetricValue(reading, field.Name));

    private bool Evaluate(ConditionTree tree, Reading reading, int index) => tree switch
    {
        ConditionGroup { IsAll: true } all => all.Parts.All(part => Evaluate(part, reading, index)),
        ConditionGroup any => any.Parts.Any(part => Evaluate(part, reading, index)),
        _ => ReferenceFields.Compare((Comparison)tree, ReferenceFields.Value(((Comparison)tree).Field, reading, sorted.Take(index + 1))),
    };
}
