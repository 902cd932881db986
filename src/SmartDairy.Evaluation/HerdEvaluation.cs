using SmartDairy.Contracts.Detections;
using SmartDairy.Evaluation.Baselines;
using SmartDairy.Evaluation.Replay;
using SmartDairy.Evaluation.Scoring;
using SmartDairy.Simulator;
using SmartDairy.Simulator.Truth;

namespace SmartDairy.Evaluation;

/// <summary>Simulates a herd, replays its messages, and scores the detections against the ground truth.</summary>
public static class HerdEvaluation
{
    private const long PastForTruth = 60 * ScoringPeriod.DayMs;

    /// <summary>The herd's approximate share of the work.</summary>
    private const double HerdShare = 0.8;

    /// <summary>The rows of a result: our detectors, then those of the literature.</summary>
    public static IReadOnlyList<string> Detectors { get; } =
    [
        "heat/1", "mastitis/1", "mastitis-single/1", "illness/1", "calving/1", "no-movement/1", "heat-stress/1",
        .. SensorEvaluation.Detectors, "smoothed hourly counts", "conductivity alone", "conductivity +15 %", "quarter ratio",
    ];

    /// <param name="seed">1 to 100 are for tuning, 1,000 and up for published figures.</param>
    /// <param name="progress">Receives the share that is done, 0 to 1, about once a simulated day; null for none.</param>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public static SeedResult Run(
        int seed, EvaluationOptions options, Action<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var herd = SimulatedHerd.Create(new SimulatedHerdOptions
        {
            Seed = seed,
            Cows = options.Cows,
            Barns = Math.Max(2, options.Cows / 125),
            Start = options.Start,
            Parameters = options.Parameters,
            Families = MessageFamilies.Environment | MessageFamilies.Collars | MessageFamilies.Milking,
            EnvironmentInterval = TimeSpan.FromMinutes(15),
            Stalls = Math.Clamp(options.Cows / 12, 4, 60),
        });
        var (from, to) = (options.Start, options.Start.AddDays(options.Days));
        var span = new ScoringPeriod(from.AddDays(options.WarmUpDays).ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds());
        var baselines = new BaselineDetectors(span.From);
        var replay = new HerdReplay(
            new ReplayFarm
            {
                Devices = herd.Devices,
                Animals = herd.Animals(from),
                Events = herd.RecordedEvents(from.AddDays(-300), to),
                Zone = TimeZoneInfo.Utc,
            },
            compositeMilk: true,
            baselines);
        replay.ProcessAll(herd.Messages(from, to), from, to, share => progress?.Invoke(HerdShare * share), cancellationToken);
        var sensors =
            SensorEvaluation.Run(seed, options, share => progress?.Invoke(HerdShare + ((1 - HerdShare) * share)), cancellationToken);
        var events = herd.Truth(DateTimeOffset.FromUnixTimeMilliseconds(from.ToUnixTimeMilliseconds() - PastForTruth), to.AddDays(10));
        return Score(seed, herd, replay, baselines, new HerdTruthIndex(herd, events), sensors, span);
    }

    private static SeedResult Score(
        int seed, SimulatedHerd herd, HerdReplay replay, BaselineDetectors baselines, HerdTruthIndex truth,
        IReadOnlyList<DetectorScore> sensors, ScoringPeriod span)
    {
        List<string> cows = [.. herd.Cows.Select(cow => cow.Id)];
        var udders = Alarm.FromDetections(replay.Detections, DetectionKind.Mastitis);
        var singles = Alarm.FromDetections(replay.CompositeDetections, DetectionKind.Mastitis);
        DetectorScore[] scores =
        [
            ScoringRules.Estrus("heat/1").ScoreAlarms(Alarm.FromDetections(replay.Detections, DetectionKind.Heat), truth.Cows, cows, span),
            Mastitis("mastitis/1", udders, null),
            Mastitis("mastitis-single/1", singles, null),
            ScoringRules.Illness("illness/1")
            .ScoreAlarms(Alarm.FromDetections(replay.Detections, DetectionKind.Illness), truth.Cows, cows, span),
            ScoringRules.Calving("calving/1")
            .ScoreAlarms(Alarm.FromDetections(replay.Detections, DetectionKind.Calving), truth.Cows, cows, span),
            ScoringRules.NoMovement("no-movement/1")
            .ScoreAlarms(Alarm.FromDetections(replay.Detections, DetectionKind.NoMovement), truth.Cows, cows, span),
            ScoringRules.HeatStress("heat-stress/1")
            .ScoreAlarms(Alarm.FromDetections(replay.Detections, DetectionKind.HeatStress), truth.HeatStress, cows, span),
            .. sensors,
            ScoringRules.Estrus("smoothed hourly counts", LiteratureAccuracy.SmoothedCounts)
            .ScoreAlarms(baselines.SmoothedActivity, truth.Cows, cows, span),
            Mastitis("conductivity alone", baselines.ConductivityAlone, LiteratureAccuracy.Conductivity),
            Mastitis("conductivity +15 %", baselines.ConductivityRise, LiteratureAccuracy.ConductivityRise),
            Mastitis("quarter ratio", baselines.InterQuarterRatio, LiteratureAccuracy.QuarterRatio),
        ];
        return new SeedResult
        {
            Seed = seed,
            Messages = replay.Messages,
            Rejected = replay.Rejected,
            Scores = scores,
            RuminationChange = EstrusRuminationChange.Measure(baselines, truth.Cows, span),
            RightQuarter = RightQuarter(udders, truth.Cows),
            Example = EstrusExample.Find(replay, baselines, truth.Cows, span),
        };

        DetectorScore Mastitis(string detector, IReadOnlyList<Alarm> alarms, LiteratureAccuracy? field)
            => ScoringRules.Mastitis(detector, field).ScoreAlarms(alarms, truth.Cows, cows, span)
            .WithMilkingSpecificity(alarms, baselines.MilkingEnds, truth.Cows, span);
    }

    private static double RightQuarter(IReadOnlyList<Alarm> alarms, TruthIndex truth)
    {
        int right = 0, all = 0;
        foreach (var alarm in alarms)
        {
            var infections = truth.For(alarm.SubjectId, TruthKind.Mastitis)
                .Where(one => alarm.ReportedAt >= one.Start && alarm.ReportedAt < one.End + ScoringPeriod.DayMs).ToList();
            if (infections.Count > 0 && alarm.Quarter is { } quarter)
            {
                all++;
                right += infections.Exists(one => one.Quarter == quarter) ? 1 : 0;
            }
        }

        return all == 0 ? double.NaN : (double)right / all;
    }
}
