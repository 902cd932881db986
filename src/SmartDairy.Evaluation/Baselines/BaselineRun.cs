using SmartDairy.Analytics.Cows;
using SmartDairy.Analytics.Cows.Baselines;
using SmartDairy.Contracts.Milking;
using SmartDairy.Evaluation.Replay;
using SmartDairy.Evaluation.Scoring;
using Baseline = SmartDairy.Analytics.Cows.Baselines.QuarterRatio;

namespace SmartDairy.Evaluation.Baselines;

/// <summary>The simple detectors of the literature, on the same hours and milkings as ours.</summary>
/// <param name="learnUntil">
/// Until then, Unix milliseconds, the herd's conductivities are learned from: herds differ by more than sick and healthy milk do, so a threshold is a herd's own.
/// </param>
public sealed class BaselineRun(long learnUntil) : IReplayListener
{
    private const long Hour = 3_600_000;

    private readonly LearnedThreshold _highest = new(0.94, learnUntil);
    private readonly LearnedThreshold _ratio = new(0.932, learnUntil);

    // Alarms of one estrus come hour by hour.
    private const long Pause = 24 * Hour;
    private readonly Dictionary<string, Cow> _cows = new(StringComparer.Ordinal);

    public List<Alarm> SmoothedCounts { get; } = [];

    public List<Alarm> ConductivityAlone { get; } = [];

    public List<Alarm> ConductivityRise { get; } = [];

    public List<Alarm> QuarterRatio { get; } = [];

    /// <summary>When each cow's milkings ended, ascending, Unix milliseconds.</summary>
    public Dictionary<string, List<long>> Milkings { get; } = new(StringComparer.Ordinal);

    /// <summary>Null for a cow that nothing was told of.</summary>
    public HourTrace? Trace(string cow) => _cows.TryGetValue(cow, out var known) ? known.Trace : null;

    public void Heard(string animalId, in CollarHour hour, long toldAt)
    {
        var cow = Of(animalId);
        cow.Trace.Set(hour.Hour, hour.Activity, hour.Rumination);
        if (hour.Hour <= cow.LastHour)
        {
            return;
        }

        cow.LastHour = hour.Hour;
        cow.Counts.Add(hour);
        if (cow.Counts.IsInHeat && !cow.WasInHeat && toldAt - cow.LastHeat >= Pause)
        {
            SmoothedCounts.Add(new Alarm(animalId, hour.Hour * Hour, toldAt, toldAt + Pause, cow.Counts.Deviation));
            cow.LastHeat = toldAt;
        }

        cow.WasInHeat = cow.Counts.IsInHeat;
    }

    public void Milked(string animalId, MilkingSession milking, long toldAt)
    {
        if (milking.State == MilkingState.Running || milking.Litres is null || milking.Retracted)
        {
            return;
        }

        var cow = Of(animalId);
        var end = milking.EndedAt ?? milking.StartedAt;
        if (end <= cow.LastMilking)
        {
            return;
        }

        cow.LastMilking = end;
        if (!Milkings.TryGetValue(animalId, out var ends))
        {
            Milkings.Add(animalId, ends = []);
        }

        ends.Add(end);
        var fact = new MilkingFact
        {
            Start = milking.StartedAt,
            End = end,
            Litres = milking.Litres.Value,
            Conductivity = milking.Conductivity ?? double.NaN,
            QuarterConductivity = milking.Quarters.Count == 0 ? null : [.. milking.Quarters.Select(quarter => quarter.Conductivity ?? double.NaN)],
        };

        // An alarm holds for its milking.
        if (ConductivityThreshold.Score(fact) is var highest && _highest.IsAlarm(highest, end))
        {
            ConductivityAlone.Add(new Alarm(animalId, milking.StartedAt, end, end + 1, highest));
        }

        if (Baseline.Score(fact) is var ratio && _ratio.IsAlarm(ratio, end))
        {
            QuarterRatio.Add(new Alarm(animalId, milking.StartedAt, end, end + 1, ratio));
        }

        var rise = cow.Rise.Add(fact);
        if (cow.Rise.IsAlarm(rise))
        {
            ConductivityRise.Add(new Alarm(animalId, milking.StartedAt, end, end + 1, rise));
        }
    }

    private Cow Of(string animalId)
    {
        if (!_cows.TryGetValue(animalId, out var cow))
        {
            _cows.Add(animalId, cow = new());
        }

        return cow;
    }

    private sealed class Cow
    {
        public SmoothedCounts Counts { get; } = new();

        public ConductivityRise Rise { get; } = new();

        public HourTrace Trace { get; } = new();

        public bool WasInHeat { get; set; }

        public long LastHeat { get; set; } = long.MinValue / 2;

        public long LastHour { get; set; } = long.MinValue;

        public long LastMilking { get; set; } = long.MinValue;
    }
}
