using SmartDairy.Analytics.Accuracy;
using SmartDairy.Evaluation.Scoring;

namespace SmartDairy.Evaluation.Reports;

/// <summary>An evaluation as JSON.</summary>
public sealed record EvaluationReport
{
    public required IReadOnlyList<int> Seeds { get; init; }

    public required int Cows { get; init; }

    public required int Days { get; init; }

    public required int WarmUpDays { get; init; }

    /// <summary>The multiplier of the simulator's noise.</summary>
    public required double Noise { get; init; }

    public required long Messages { get; init; }

    public required IReadOnlyList<Row> Detectors { get; init; }

    public required RuminationChangeRow RuminationAtEstrus { get; init; }

    /// <summary>The share of right mastitis alarms that named the right quarter; null without any.</summary>
    public required double? RightQuarter { get; init; }

    public static EvaluationReport Create(EvaluationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var rumination = result.Seeds.Where(seed => seed.RuminationChange.Cycles > 0).Select(seed => seed.RuminationChange).ToList();
        var cycles = rumination.Sum(one => one.Cycles);
        var quarters = result.Seeds.Select(seed => seed.RightQuarter).Where(share => !double.IsNaN(share)).ToList();
        return new EvaluationReport
        {
            Seeds = [.. result.Seeds.Select(seed => seed.Seed)],
            Cows = result.Options.Cows,
            Days = result.Options.Days,
            WarmUpDays = result.Options.WarmUpDays,
            Noise = result.Options.Parameters.Noise,
            Messages = result.Seeds.Sum(seed => seed.Messages),
            Detectors = [.. result.Scores.Select(Row.Create)],
            RuminationAtEstrus = new RuminationChangeRow(
                cycles,
                cycles == 0 ? null : rumination.Sum(one => one.Mean * one.Cycles) / cycles,
                cycles == 0 ? null : rumination.Min(one => one.Percentile1),
                cycles == 0 ? null : rumination.Max(one => one.Percentile99)),
            RightQuarter = quarters.Count == 0 ? null : quarters.Average(),
        };
    }

    /// <summary>
    /// The report with only those rows whose detector's name begins with one of the names, ignoring case; with all rows when there are no
    /// names.
    /// </summary>
    public EvaluationReport FilterDetectors(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return names.Count == 0
            ? this
            : this with
            {
                Detectors =
            [.. Detectors.Where(row => names.Any(name => row.Detector.StartsWith(name, StringComparison.OrdinalIgnoreCase)))]
            };
    }

    /// <summary>Changes as shares, negative for less.</summary>
    public sealed record RuminationChangeRow(int Cycles, double? Mean, double? Low, double? High);

    /// <summary>Value with its 95 % interval; null when nothing was counted.</summary>
    public sealed record Share(double? Value, double Low, double High)
    {
        public static Share FromProportion(Proportion proportion)
            => new(double.IsNaN(proportion.Value) ? null : proportion.Value, proportion.Low, proportion.High);
    }

    public sealed record Row
    {
        public required string Detector { get; init; }

        public required string Target { get; init; }

        public required int Events { get; init; }

        public required int Found { get; init; }

        public required Share Sensitivity { get; init; }

        public required Share SensitivitySoon { get; init; }

        public required string Soon { get; init; }

        public required Share Specificity { get; init; }

        public required string SpecificityOf { get; init; }

        public required Share PositivePredictiveValue { get; init; }

        public required double? FalseAlarmsPerCowWeek { get; init; }

        /// <summary>Hours; null when no event was found.</summary>
        public required double? MedianDelayHours { get; init; }

        public required double? NinetiethDelayHours { get; init; }

        public required IReadOnlyDictionary<string, int> FalseAlarmsWhile { get; init; }

        public required IReadOnlyDictionary<string, Share> SensitivityOf { get; init; }

        /// <summary>Null for our detectors.</summary>
        public required LiteratureRow? Field { get; init; }

        public static Row Create(DetectorScore score) => new()
        {
            Detector = score.Detector,
            Target = score.Target,
            Events = score.Events,
            Found = score.Found,
            Sensitivity = Share.FromProportion(score.Sensitivity),
            SensitivitySoon = Share.FromProportion(score.SensitivitySoon),
            Soon = score.SoonDescription,
            Specificity = Share.FromProportion(score.Specificity),
            SpecificityOf = score.HealthyUnit,
            PositivePredictiveValue = Share.FromProportion(score.PositivePredictiveValue),
            FalseAlarmsPerCowWeek = double.IsNaN(score.FalseAlarmsPerCowWeek) ? null : score.FalseAlarmsPerCowWeek,
            MedianDelayHours = double.IsNaN(score.DelayQuantile(0.5)) ? null : score.DelayQuantile(0.5),
            NinetiethDelayHours = double.IsNaN(score.DelayQuantile(0.9)) ? null : score.DelayQuantile(0.9),
            FalseAlarmsWhile = score.FalseAlarmsByConfounder,
            SensitivityOf =
            score.Classes.ToDictionary(
                pair => pair.Key, pair => Share.FromProportion(Proportion.FromCounts(pair.Value.Found, pair.Value.Events))),
            Field = score.Literature is { } field
                ? new LiteratureRow(field.Source, field.Sensitivity?.Low, field.Sensitivity?.High, field.Specificity?.Low,
                    field.Specificity?.High, field.Matches(score))
                : null,
        };
    }

    /// <summary>The published accuracy of the method on real cows. <paramref name="Fits"/>: within seven points here.</summary>
    public sealed record LiteratureRow(
        string Source, double? SensitivityLow, double? SensitivityHigh, double? SpecificityLow, double? SpecificityHigh, bool Fits);
}
