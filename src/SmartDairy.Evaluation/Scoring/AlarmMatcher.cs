using SmartDairy.Simulator.Truth;

namespace SmartDairy.Evaluation.Scoring;

/// <summary>Matches one detector's alarms with events, subject by subject.</summary>
internal sealed class AlarmMatcher(ScoringRule scoring, TruthIndex truth, ScoringPeriod span)
{
    private readonly List<double> _delays = [];
    private readonly List<ScoredAlarm> _marks = [];
    private readonly Dictionary<string, int> _falseWhile = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Events, int Found)> _classes = new(StringComparer.Ordinal);
    private readonly HashSet<long> _periods = [];
    private int _events;
    private int _found;
    private int _soon;
    private int _right;
    private int _wrong;
    private long _healthy;
    private long _alarmed;

    public void Add(string cow, IReadOnlyList<Alarm> alarms)
    {
        var meant = truth.For(cow, [.. scoring.Kinds]).ToList();
        var numbers = new Dictionary<TruthEvent, int>(ReferenceEqualityComparer.Instance);
        foreach (var one in meant)
        {
            // An event of the last day may be detected after the end.
            if (scoring.ReferenceTime(one) is { } reference && span.Contains(reference) && reference < span.To - ScoringPeriod.DayMs)
            {
                numbers.Add(one, _events++);
                Find(one, reference, alarms);
            }
        }

        var falsePeriods = new HashSet<long>();
        var excused = truth.For(cow, [.. scoring.IgnoredKinds]).ToList();
        foreach (var alarm in alarms)
        {
            if (span.Contains(alarm.ReportedAt))
            {
                ClassifyAlarm(cow, alarm, meant, excused, numbers, falsePeriods);
            }
        }

        CountHealthy(meant, falsePeriods);
    }

    public DetectorScore ToScore(int cows)
    {
        _delays.Sort();
        return new DetectorScore
        {
            Detector = scoring.Detector,
            Target = scoring.Target,
            Events = _events,
            Found = _found,
            FoundSoon = _soon,
            SoonDescription = scoring.SoonDescription,
            TrueAlarms = _right,
            FalseAlarms = _wrong,
            HealthyUnit = scoring.HealthyUnit,
            Healthy = _healthy,
            HealthyAlarmed = _alarmed,
            CowWeeks = cows * span.Days / 7,
            DelayHours = _delays,
            FalseAlarmsByConfounder = _falseWhile,
            Classes = _classes,
            ScoredAlarms = _marks,
            Literature = scoring.Literature,
        };
    }

    private void Find(TruthEvent one, long reference, IReadOnlyList<Alarm> alarms)
    {
        long? first = null;
        foreach (var alarm in alarms)
        {
            if (scoring.Finds(alarm, one))
            {
                first = Math.Min(first ?? long.MaxValue, alarm.ReportedAt);
            }
        }

        if (first is { } at)
        {
            _found++;
            _soon += at <= reference + scoring.SoonWithinMs ? 1 : 0;
            _delays.Add((at - reference) / (double)ScoringPeriod.HourMs);
        }

        foreach (var name in scoring.Classes(one))
        {
            var (all, hit) = _classes.GetValueOrDefault(name);
            _classes[name] = (all + 1, hit + (first is null ? 0 : 1));
        }
    }

    private void ClassifyAlarm(
        string cow, in Alarm alarm, List<TruthEvent> meant, List<TruthEvent> excused, Dictionary<TruthEvent, int> numbers,
        HashSet<long> falsePeriods)
    {
        var touches = false;
        int? finds = null;
        foreach (var one in meant)
        {
            touches |= scoring.Touches(alarm, one);
            finds ??= scoring.Finds(alarm, one) && numbers.TryGetValue(one, out var number) ? number : null;
        }

        if (touches || finds is not null)
        {
            _right++;
            _marks.Add(new ScoredAlarm(alarm.Score, finds, IsFalse: false));
            return;
        }

        foreach (var one in excused)
        {
            // An alarm without an end has the largest time, which must not overflow.
            if (alarm.ReportedAt >= one.Start - ScoringPeriod.DayMs
                && Math.Min(alarm.StartedAt, alarm.ReportedAt) - (2 * ScoringPeriod.DayMs) <= one.End)
            {
                return;
            }
        }

        _wrong++;
        _marks.Add(new ScoredAlarm(alarm.Score, null, IsFalse: true));
        falsePeriods.Add(Period(alarm.ReportedAt));
        var what = truth.ConfounderAt(cow, alarm.ReportedAt - ScoringPeriod.DayMs, alarm.ReportedAt + 1);
        _falseWhile[what] = _falseWhile.GetValueOrDefault(what) + 1;
    }

    private void CountHealthy(List<TruthEvent> meant, HashSet<long> falsePeriods)
    {
        _periods.Clear();
        foreach (var one in meant)
        {
            var (from, to) = scoring.ToleranceWindow(one);
            for (var period = Period(Math.Max(from, span.From)); period <= Period(Math.Min(to, span.To)); period++)
            {
                _periods.Add(period);
            }
        }

        for (var period = 0L; period < (span.To - span.From) / scoring.HealthyUnitMs; period++)
        {
            if (!_periods.Contains(period))
            {
                _healthy++;
                _alarmed += falsePeriods.Contains(period) ? 1 : 0;
            }
        }
    }

    /// <summary>Counted from the beginning of the scored period.</summary>
    private long Period(long at) => (at - span.From) / scoring.HealthyUnitMs;
}
