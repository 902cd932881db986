using System.Text.Json;
using System.Xml.Linq;
using SmartDairy.Evaluation.Reports;
using SmartDairy.Simulator.Parameters;
using Xunit;

namespace SmartDairy.Evaluation.Tests.Reports;

/// <summary>A whole evaluation, small, as it is told to people and programs.</summary>
public sealed class EvaluationReportTests : IClassFixture<EvaluationReportTests.SmallEvaluation>
{
    private readonly EvaluationResult _result;

    public EvaluationReportTests(SmallEvaluation small) => _result = small.Result;

    [Fact]
    public void Every_detector_has_its_row_in_the_order_that_is_told_beforehand()
        => Assert.Equal(HerdEvaluation.Detectors, _result.Scores.Select(score => score.Detector));

    [Fact]
    public void Two_seeds_are_told_together_and_by_themselves_they_add_up()
    {
        Assert.Equal([1, 2], _result.Seeds.Select(seed => seed.Seed));
        foreach (var (index, score) in _result.Scores.Index())
        {
            Assert.Equal(_result.Seeds.Sum(seed => seed.Scores[index].Events), score.Events);
            Assert.Equal(_result.Seeds.Sum(seed => seed.Scores[index].FalseAlarms), score.FalseAlarms);
        }
    }

    [Fact]
    public void The_same_seeds_side_by_side_or_one_after_another_print_the_same()
    {
        var alone = EvaluationResult.Run([2], SmallEvaluation.Options, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(JsonSerializer.Serialize(EvaluationReport.Create(alone)),
            JsonSerializer.Serialize(EvaluationReport.Create(new EvaluationResult(SmallEvaluation.Options, [_result.Seeds[1]]))));
    }

    [Fact]
    public void As_JSON_there_is_no_number_that_JSON_has_not()
    {
        using var json = JsonDocument.Parse(JsonSerializer.Serialize(EvaluationReport.Create(_result), JsonSerializerOptions.Web));
        var rows = json.RootElement.GetProperty("detectors").EnumerateArray().ToList();
        Assert.Equal(HerdEvaluation.Detectors.Count, rows.Count);
        Assert.All(rows, row => Assert.InRange(row.GetProperty("specificity").GetProperty("low").GetDouble(), 0, 1));
        Assert.Contains(rows, row => row.GetProperty("field").ValueKind == JsonValueKind.Object);
    }

    [Fact]
    public void Only_the_rows_asked_for_are_told()
        => Assert.Equal(["mastitis/1", "mastitis-single/1"], EvaluationReport.Create(_result)
        .FilterDetectors(["Mastitis"]).Detectors.Select(row => row.Detector));

    [Fact]
    public void What_a_server_publishes_is_of_our_detectors_alone()
    {
        var published = PublishedAccuracy.Create(_result);
        Assert.Equal([1, 2], published.Seeds);
        Assert.Contains(published.Detectors, row => row.Detector == "heat/1");
        Assert.DoesNotContain(published.Detectors, row => row.Detector.Contains("conductivity", StringComparison.Ordinal));
    }

    [Fact]
    public void Curves_and_the_picture_of_a_heat_are_SVG()
    {
        var curve = DetectionCurveChart.Render("estrus", _result);
        Assert.NotNull(curve);
        Assert.Contains(XDocument.Parse(curve).Descendants(), one => one.Value == "smoothed hourly counts");
        Assert.Null(DetectionCurveChart.Render("flying", _result));
        var heat = _result.Seeds.Select(seed => seed.Example).First(example => example is not null)!;
        Assert.StartsWith(heat.Detection.Detection.SubjectId, XDocument.Parse(EstrusChart.Render(heat)).Descendants()
            .First(one => one.Value.Contains("heat told", StringComparison.Ordinal) && !one.HasElements).Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(9, 60, 21, 96, "9 cows")]
    [InlineData(100, 29, 21, 96, "29 days")]
    [InlineData(100, 60, 13, 96, "13 days to learn")]
    [InlineData(100, 60, 55, 96, "55 days to learn")]
    [InlineData(100, 60, 21, 11, "11 sensors")]
    public void An_option_out_of_range_is_refused_with_a_sentence(int cows, int days, int warmUp, int sensors, string says)
        => Assert.Contains(
            says,
            Assert.Throws<ArgumentException>(() => new EvaluationOptions
            { Cows = cows, Days = days, WarmUpDays = warmUp, Sensors = sensors }.Validate()).Message,
            StringComparison.Ordinal);

    /// <summary>Run once for all.</summary>
    public sealed class SmallEvaluation
    {
        public static EvaluationOptions Options { get; } = new()
        { Cows = 20, Days = 50, Sensors = 12, Parameters = HerdParameters.Default };

        public EvaluationResult Result { get; } = EvaluationResult.Run([1, 2], Options);
    }
}
