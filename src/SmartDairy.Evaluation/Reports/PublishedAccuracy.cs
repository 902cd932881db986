using SmartDairy.Evaluation.Scoring;

namespace SmartDairy.Evaluation.Reports;

/// <summary>The accuracy that a server shows beside a detector: the shape of <c>docs/evaluation.json</c>.</summary>
public sealed record PublishedAccuracy(IReadOnlyList<int> Seeds, int Cows, int Days, IReadOnlyList<PublishedAccuracy.Row> Detectors)
{
    /// <summary>Our detectors, without baselines.</summary>
    public static PublishedAccuracy Create(EvaluationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new([.. result.Seeds.Select(seed => seed.Seed)], result.Options.Cows, result.Options.Days,
            [.. result.Scores.Where(score => score.Literature is null).Select(Detector)]);
    }

    private static Row Detector(DetectorScore score) => new(
        score.Detector,
        score.Events,
        Share(EvaluationReport.Share.FromProportion(score.Sensitivity)),
        Share(EvaluationReport.Share.FromProportion(score.Specificity)),
        Share(EvaluationReport.Share.FromProportion(score.PositivePredictiveValue)),
        double.IsNaN(score.FalseAlarmsPerCowWeek) ? null : score.FalseAlarmsPerCowWeek,
        double.IsNaN(score.DelayQuantile(0.5)) ? null : score.DelayQuantile(0.5));

    private static Interval? Share(EvaluationReport.Share share) => share.Value is { } value ? new(value, share.Low, share.High) : null;

    /// <summary>A proportion and its 95 % interval, all 0 to 1.</summary>
    public sealed record Interval(double Value, double Low, double High);

    /// <param name="LeadHours">Median hours from the beginning of a true event, or from when a herdsman would see it, to the alarm; null
    /// when none was found.</param>
    public sealed record Row(
        string Detector, int Events, Interval? Sensitivity, Interval? Specificity, Interval? Ppv, double? FalseAlarmsPerCowWeek,
        double? LeadHours);
}
