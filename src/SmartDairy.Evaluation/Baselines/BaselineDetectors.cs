using SmartDairy.Analytics.Cows;
using SmartDairy.Analytics.Cows.Baselines;
using SmartDairy.Contracts.Milking;
using SmartDairy.Evaluation.Replay;
using SmartDairy.Evaluation.Scoring;
using Baseline = SmartDairy.Analytics.Cows.Baselines.InterQuarterRatioBaseline;

namespace SmartDairy.Evaluation.Baselines;

/// <summary>Simple detectors from the literature, on the same hours and milkings as ours.</summary>
/// <param name="learnUntil">The end of the time in which the herd's conductivities are learned, Unix milliseconds: herds differ by more
/// than sick and healthy milk do, so each herd has its own threshold.</param>
public sealed class BaselineDetectors(long learnUntil) : IReplayListener
{
    private const long Hour = 3_600_000;

    private readonly LearnedThreshold _highest = new(0.94, learnUntil);
    private readonly LearnedThreshold _ratio = new(0.932, learnUntil);

    // Alarms of one estrus follow each other by the hour.
    private const long Pause = 24 * Hour;
    private readonly Dictionary<string, CowState> _cows = new(StringComparer.Ordinal);

    public List<Alarm> SmoothedActivity { get; } = [];

    public List<Alarm> ConductivityAlone { get; } = [];

    public List<Alarm> ConductivityRise { get; } = [];

    public List<Alarm> InterQuarterRatio { get; } = [];

    /// <summary>The ends of each cow's milkings, ascending, Unix milliseconds.</summary>
    public Dictionary<string, List<long>> MilkingEnds { get; } = new(StringComparer.Ordinal);

    /// <summary>The hours of a cow; null for a cow without any.</summary>
    public CowHourTrace? HoursOf(string cow) => _cows.TryGetValue(cow, out var known) ? known.Trace : null;

    public void OnCollarHour(string animalId, in CollarHour hour, long toldAt)
    {
        var cow = StateOf(animalId);
        cow.Trace.Set(hour.Hour, hour.Activity, hour.Rumination);
        if (hour.Hour <= cow.LastHour)
        {
            return;
        }

        cow.LastHour = hour.Hour;
        cow.Counts.Add(hour);
        if (cow.Counts.IsInEstrus && !cow.WasInHeat && toldAt - cow.LastHeat >= Pause)
        {
            SmoothedActivity.Add(new Alarm(animalId, hour.Hour * Hour, toldAt, toldAt + Pause, cow.Counts.Deviation));
            cow.LastHeat = toldAt;
        }

        cow.WasInHeat = cow.Counts.IsInEstrus;
    }

    public void OnMilking(string animalId, MilkingSession milking, long toldAt)
    {
        if (milking.State == MilkingState.Running || milking.Litres is null || milking.Retracted)
        {
            return;
        }

        var cow = StateOf(animalId);
        var end = milking.EndedAt ?? milking.StartedAt;
        if (end <= cow.LastMilking)
        {
            return;
        }

        cow.LastMilking = end;
        if (!MilkingEnds.TryGetValue(animalId, out var ends))
        {
            MilkingEnds.Add(animalId, ends = []);
        }

        ends.Add(end);
        var fact = new MilkingObservation
        {
            Start = milking.StartedAt,
            End = end,
            Litres = milking.Litres.Value,
            Conductivity = milking.Conductivity ?? double.NaN,
            QuarterConductivity = milking.Quarters.Count == 0
                ? null
                : [.. milking.Quarters.Select(quarter => quarter.Conductivity ?? double.NaN)],
        };

        // An alarm lasts for its milking.
        if (ConductivityThresholdBaseline.Score(fact) is var highest && _highest.IsAlarm(highest, end))
        {
            ConductivityAlone.Add(new Alarm(animalId, milking.StartedAt, end, end + 1, highest));
        }

        if (Baseline.Score(fact) is var ratio && _ratio.IsAlarm(ratio, end))
        {
            InterQuarterRatio.Add(new Alarm(animalId, milking.StartedAt, end, end + 1, ratio));
        }

        var rise = cow.Rise.Add(fact);
        if (cow.Rise.IsAlarm(rise))
        {
            ConductivityRise.Add(new Alarm(animalId, milking.StartedAt, end, end + 1, rise));
        }
    }

    private CowState StateOf(string animalId)
    {
        if (!_cows.TryGetValue(animalId, out var cow))
        {
            _cows.Add(animalId, cow = new());
        }

        return cow;
    }

    private sealed class CowState
    {
        public SmoothedActivityBaseline Counts { get; } = new();

        public ConductivityRiseBaseline Rise { get; } = new();

        public CowHourTrace Trace { get; } = new();

        public bool WasInHeat { get; set; }

        public long LastHeat { get; set; } = long.MinValue / 2;

        public long LastHour { get; set; } = long.MinValue;

        public long LastMilking { get; set; } = long.MinValue;
    }
}
