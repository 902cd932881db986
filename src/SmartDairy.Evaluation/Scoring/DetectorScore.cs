using SmartDairy.Analytics.Accuracy;

namespace SmartDairy.Evaluation.Scoring;

/// <summary>How one detector did. Proportions have Wilson's 95 % intervals.</summary>
public sealed record DetectorScore
{
    /// <summary>E.g. <c>heat/1</c>, or a baseline's name.</summary>
    public required string Detector { get; init; }

    /// <summary>What it is to find, in words.</summary>
    public required string Target { get; init; }

    /// <summary>True events that there were.</summary>
    public required int Events { get; init; }

    public required int Found { get; init; }

    /// <summary>Of the events, those found soon enough: see <see cref="SoonDescription"/>.</summary>
    public required int FoundSoon { get; init; }

    /// <summary>What soon means for it, in words.</summary>
    public required string SoonDescription { get; init; }

    /// <summary>Alarms that belong to a true event, of all those that are <see cref="FalseAlarms"/> or that.</summary>
    public required int TrueAlarms { get; init; }

    public required int FalseAlarms { get; init; }

    /// <summary>What specificity is counted in: <c>cow-days</c>, <c>milkings</c>.</summary>
    public required string HealthyUnit { get; init; }

    public required long Healthy { get; init; }

    /// <summary>Of <see cref="Healthy"/>, those with a false alarm.</summary>
    public required long HealthyAlarmed { get; init; }

    public required double CowWeeks { get; init; }

    /// <summary>Hours from the event's reference (onset, or when a herdsman would see it) to the first alarm, ascending; negative is earlier.</summary>
    public IReadOnlyList<double> DelayHours { get; init; } = [];

    /// <summary>False alarms by what went on then, e.g. <c>Unrest</c>; <c>nothing</c> when nothing did.</summary>
    public IReadOnlyDictionary<string, int> FalseAlarmsByConfounder { get; init; } = new Dictionary<string, int>();

    /// <summary>Events and found ones by a class of event, e.g. <c>silent</c>, <c>severe</c>.</summary>
    public IReadOnlyDictionary<string, (int Events, int Found)> Classes { get; init; } = new Dictionary<string, (int, int)>();

    /// <summary>Every alarm that was right or wrong, with its score, in no order.</summary>
    public IReadOnlyList<ScoredAlarm> ScoredAlarms { get; init; } = [];

    /// <summary>What it scored in the field; null for ours.</summary>
    public LiteratureAccuracy? Literature { get; init; }

    public Proportion Sensitivity => Proportion.FromCounts(Found, Events);

    public Proportion SensitivitySoon => Proportion.FromCounts(FoundSoon, Events);

    public Proportion Specificity => Proportion.FromCounts(Healthy - HealthyAlarmed, Healthy);

    public Proportion PositivePredictiveValue => Proportion.FromCounts(TrueAlarms, TrueAlarms + FalseAlarms);

    public double FalseAlarmsPerCowWeek => CowWeeks == 0 ? double.NaN : FalseAlarms / CowWeeks;

    /// <summary>0 to 1 gives the delay that so many of the found events were not above; NaN when none was found.</summary>
    public double DelayQuantile(double quantile) => DelayHours.Count == 0 ? double.NaN : DelayHours[Math.Min(DelayHours.Count - 1, (int)(quantile * DelayHours.Count))];

    /// <summary>The scores of several runs as one.</summary>
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
            FalseAlarmsByConfounder = runs.SelectMany(run => run.FalseAlarmsByConfounder).GroupBy(pair => pair.Key).ToDictionary(pairs => pairs.Key, pairs => pairs.Sum(pair => pair.Value)),
            Classes = runs.SelectMany(run => run.Classes).GroupBy(pair => pair.Key)
                .ToDictionary(pairs => pairs.Key, pairs => (pairs.Sum(pair => pair.Value.Events), pairs.Sum(pair => pair.Value.Found))),
            ScoredAlarms = Numbered(runs),
        };
    }

    /// <summary>Events of the second run are counted on from those of the first.</summary>
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
