using SmartDairy.Contracts.Detections;
using SmartDairy.Contracts.Devices;
using SmartDairy.Evaluation.Replay;
using SmartDairy.Evaluation.Scoring;
using SmartDairy.Simulator;

namespace SmartDairy.Evaluation;

/// <summary>
/// Evaluates the monitoring of sensors on a farm of its own, in barns of twelve sensors and sixty cows as on the demo farm: faults are
/// rare, and a herd's few sensors would show little.
/// </summary>
public static class SensorEvaluation
{
    private const int SensorsPerZone = 2;
    private const int ZonesPerBarn = 6;

    // The cows send nothing here, but their warmth and breath change the climate.
    private const int CowsPerBarn = 60;

    /// <summary>The rows of a result.</summary>
    public static IReadOnlyList<string> Detectors { get; } =
        ["sensor/1 drift", "sensor/1 shift", "sensor/1 stuck", "sensor/1 spikes", "sensor/1 silent"];

    /// <param name="progress">Receives the share that is done, 0 to 1; null for none.</param>
    public static IReadOnlyList<DetectorScore> Run(
        int seed, EvaluationOptions options, Action<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var barns = Math.Max(1, options.Sensors / (SensorsPerZone * ZonesPerBarn));
        var farm = SimulatedHerd.Create(new SimulatedHerdOptions
        {
            Seed = seed,
            Cows = barns * CowsPerBarn,
            Barns = barns,
            ZonesPerBarn = ZonesPerBarn,
            SensorsPerZone = SensorsPerZone,
            Start = options.Start,
            Parameters = options.Parameters,
            Families = MessageFamilies.Environment,
            EnvironmentInterval = TimeSpan.FromMinutes(15),
        });
        var (from, to) = (options.Start, options.Start.AddDays(options.Days));
        var replay = new HerdReplay(new ReplayFarm { Devices = farm.Devices, Animals = [], Events = [], Zone = TimeZoneInfo.Utc });
        replay.ProcessAll(farm.Messages(from, to), from, to, progress, cancellationToken);
        var sensors = farm.Devices.Where(device => device.Type == DeviceType.EnvironmentalSensor).Select(device => device.Id).ToList();
        var span = new ScoringPeriod(from.AddDays(options.WarmUpDays).ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds());
        return Score(replay, sensors, new TruthIndex(farm.Truth(from, to)), span);
    }

    private static DetectorScore[] Score(HerdReplay replay, IReadOnlyList<string> sensors, TruthIndex truth, ScoringPeriod span)
    {
        // A slow shift and a fast drift look alike: either detection counts for both.
        var moved = Alarm.FromDetections(replay.SensorDetections, DetectionKind.SensorDrift, DetectionKind.SensorShift);
        return
        [
            SensorScoringRules.Drift(Detectors[0]).ScoreAlarms(moved, truth, sensors, span),
            SensorScoringRules.Shift(Detectors[1]).ScoreAlarms(moved, truth, sensors, span),
            SensorScoringRules.Stuck(Detectors[2])
            .ScoreAlarms(Alarm.FromDetections(replay.SensorDetections, DetectionKind.SensorStuck), truth, sensors, span),
            SensorScoringRules.Spikes(Detectors[3])
            .ScoreAlarms(Alarm.FromDetections(replay.SensorDetections, DetectionKind.SensorSpikes), truth, sensors, span),
            SensorScoringRules.DropOut(Detectors[4])
            .ScoreAlarms(Alarm.FromDetections(replay.SensorDetections, DetectionKind.SensorDropOut), truth, sensors, span),
        ];
    }
}
