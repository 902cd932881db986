using SmartDairy.Analytics.Accuracy;

namespace SmartDairy.Evaluation.Scoring;

/// <summary>The score of one detector. Proportions have Wilson's 95 % intervals.</summary>
public sealed record DetectorScore
{
    /// <summary>Such as <c>heat/1</c>, or the name of a baseline.</summary>
    public required string Detector { get; init; }

    /// <summary>The target, in words.</summary>
    public required string Target { get; init; }

    /// <summary>Number of true events.</summary>
    public required int Events { get; init; }

    public required int Found { get; init; }

    /// <summary>Number of events found soon enough, as in <see cref="SoonDescription"/>.</summary>
    public required int FoundSoon { get; init; }

    /// <summary>The meaning of soon for the target, in words.</summary>
    public required string SoonDescription { get; init; }

    /// <summary>Number of alarms that are about a true event; the others are <see cref="FalseAlarms"/>.</summary>
    public required int TrueAlarms { get; init; }

    public required int FalseAlarms { get; init; }

    /// <summary>The unit of specificity: <c>cow-days</c> or <c>milkings</c>.</summary>
    public required string HealthyUnit { get; init; }

    public required long Healthy { get; init; }

    /// <summary>Number of <see cref="Healthy"/> units with a false alarm.</summary>
    public required long HealthyAlarmed { get; init; }

    public required double CowWeeks { get; init; }

    /// <summary>
    /// Hours from the reference of each found event (its onset, or when a herdsman would see it) to the first alarm, ascending; negative
    /// for an earlier alarm.
    /// </summary>
    public IReadOnlyList<double> DelayHours { get; init; } = [];

    /// <summary>False alarms by the event that may have caused them, such as <c>Unrest</c>; <c>nothing</c> without one.</summary>
    public IReadOnlyDictionary<string, int> FalseAlarmsByConfounder { get; init; } = new Dictionary<string, int>();

    /// <summary>Number of events and of found events by class, such as <c>silent</c> or <c>severe</c>.</summary>
    public IReadOnlyDictionary<string, (int Events, int Found)> Classes { get; init; } = new Dictionary<string, (int, int)>();

    /// <summary>Every alarm that was right or false, with its score, in no order.</summary>
    public IReadOnlyList<ScoredAlarm> ScoredAlarms { get; init; } = [];

    /// <summary>The published accuracy of a baseline; null for our detectors.</summary>
    public LiteratureAccuracy? Literature { get; init; }

    public Proportion Sensitivity => Proportion.FromCounts(Found, Events);

    public Proportion SensitivitySoon => Proportion.FromCounts(FoundSoon, Events);

    public Proportion Specificity => Proportion.FromCounts(Healthy - HealthyAlarmed, Healthy);

    public Proportion PositivePredictiveValue => Proportion.FromCounts(TrueAlarms, TrueAlarms + FalseAlarms);

    public double FalseAlarmsPerCowWeek => CowWeeks == 0 ? double.NaN : FalseAlarms / CowWeeks;

    /// <summary>A quantile (0 to 1) of the delays; NaN when no event was found.</summary>
    public double DelayQuantile(double quantile)
        => DelayHours.Count == 0 ? double.NaN : DelayHours[Math.Min(DelayHours.Count - 1, (int)(quantile * DelayHours.Count))];

    /// <summary>Combines the scores of several runs.</summary>
    public static DetectorScore Combine(IReadOnlyList<DetectorScore> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        return runs[0] with
        {
            Events = runs.Sum(run => run.Events),
            Found = runs.Sum(run => run.Found),
            FoundSoon = runs.Sum(run => run.FoundSoon),
            TrueAlarms = runs.Sum(run => run.TrueAlarms),
            FalseAlarms = runs.Sum(run => run.FalseAlarms),
            Healthy = runs.Sum(run => run.Healthy),
            HealthyAlarmed = runs.Sum(run => run.HealthyAlarmed),
            CowWeeks = runs.Sum(run => run.CowWeeks),
            DelayHours = [.. runs.SelectMany(run => run.DelayHours).Order()],
            FalseAlarmsByConfounder = runs.SelectMany(run => run.FalseAlarmsByConfounder).GroupBy(pair => pair.Key)
            .ToDictionary(pairs => pairs.Key, pairs => pairs.Sum(pair => pair.Value)),
            Classes = runs.SelectMany(run => run.Classes).GroupBy(pair => pair.Key)
                .ToDictionary(pairs => pairs.Key, pairs => (pairs.Sum(pair => pair.Value.Events), pairs.Sum(pair => pair.Value.Found))),
            ScoredAlarms = Numbered(runs),
        };
    }

    /// <summary>The numbers of events continue from run to run.</summary>
    private static List<ScoredAlarm> Numbered(IReadOnlyList<DetectorScore> runs)
    {
        var marks = new List<ScoredAlarm>();
        var before = 0;
        foreach (var run in runs)
        {
            var first = before;
            marks.AddRange(run.ScoredAlarms.Select(mark => mark with { Event = mark.Event + first }));
            before += run.Events;
        }

        return marks;
    }
}
