using SmartDairy.Simulator.Truth;

namespace SmartDairy.Evaluation.Scoring;

/// <summary>
/// The matching rules of faults of sensors. An alarm must name the metric; an alarm on a sensor that has another fault, or had one in the
/// last days, is neither right nor false. Specificity is by sensors of 30 days.
/// </summary>
public static class SensorScoringRules
{
    private const long Day = ScoringPeriod.DayMs;
    private const double MonthMs = 30.0 * Day;
    private static readonly TruthKind[] Faults =
        [TruthKind.SensorDrift, TruthKind.SensorShift, TruthKind.SensorStuck, TruthKind.SensorSpikes, TruthKind.SensorDropOut];

    /// <summary>
    /// A drift is found by an alarm before the sensor is off by twice its tolerance; that time is the reference of the delay.
    /// </summary>
    public static ScoringRule Drift(string detector)
        => Create(
            detector, TruthKind.SensorDrift, "sensor drift", drift => (drift.Start, TwiceOff(drift)), TwiceOff, 0, "before 2 x tolerance");

    /// <summary>A shift is found while it lasts, soon within a day.</summary>
    public static ScoringRule Shift(string detector)
        => Create(
            detector, TruthKind.SensorShift, "sensor shift", shift => (shift.Start, shift.End), shift => shift.Start, Day, "within a day");

    public static ScoringRule Stuck(string detector)
        => Create(
            detector, TruthKind.SensorStuck, "sensor stuck", stuck => (stuck.Start, stuck.End), stuck => stuck.Start, Day, "within a day");

    public static ScoringRule Spikes(string detector)
        => Create(detector, TruthKind.SensorSpikes, "sensor spikes", spikes => (spikes.Start, spikes.End), spikes => spikes.Start, 2 * Day,
            "within 2 days");

    /// <summary>A silence is detected when the sensor sends again.</summary>
    public static ScoringRule DropOut(string detector)
        => Create(detector, TruthKind.SensorDropOut, "sensor silent", silence => (silence.Start, silence.End + Day), silence =>
            silence.End, ScoringPeriod.HourMs, "within 1 h of its end");

    private static ScoringRule Create(
        string detector, TruthKind kind, string target, Func<TruthEvent, (long From, long To)> window, Func<TruthEvent, long> reference,
        long soon, string soonEnough) => new()
        {
            Detector = detector,
            Target = target,
            Kinds = [kind],
            IgnoredKinds = [.. Faults.Where(fault => fault != kind)],
            DetectionWindow = window,
            ToleranceWindow = fault => (fault.Start, fault.End > long.MaxValue - Day ? long.MaxValue : fault.End + (3 * Day)),
            ReferenceTime = fault => reference(fault),
            SoonWithinMs = soon,
            SoonDescription = soonEnough,
            HealthyUnit = "sensor-months",
            HealthyUnitMs = 30 * Day,
            Classes = fault => [fault.Metric ?? "all"],
        };

    private static long TwiceOff(TruthEvent drift) => drift.Start + (long)(2 / Math.Abs(drift.Strength) * MonthMs);
}
