using System.Text;
using SmartDairy.Api.Schema.Detections;
using SmartDairy.Contracts.Detections;
using SmartDairy.Herd.Detections;
using SmartDairy.History.Herds;
using Xunit;
using static SmartDairy.Api.Tests.Herds.HerdTestHost;

namespace SmartDairy.Api.Tests.Herds.Detections;

public sealed class AccuracyTests
{
    private const string Question =
        "{ detectorAccuracy(farmId: 1) { detector confirmed rejected unjudged ppv { value low high } simulated { events } } }";

    [Fact]
    public async Task It_follows_every_verdict_by_detector_and_version()
    {
        await using var host = await StartAsync();
        var heats = Enumerable.Range(0, 10)
            .Select(i =>
                CreateDetection($"H-{i}", DetectionKind.SensorDrift, Now, "ENV-1", "device", "drift/2") with
                {
                    Verdict = i < 8
                    ? DetectionVerdict.Confirmed
                    : DetectionVerdict.None
                });
        await host.PutAsync(
            HerdRecordKinds.Detections,
            [.. heats, CreateDetection("O-1", DetectionKind.Heat, Now, detector: "heat/1"),
                CreateDetection("O-2", DetectionKind.Heat, Now, detector: "heat/1") with { State = DetectionState.Retracted }]);
        Assert.Equal("drift/2 8 0 2 1.00|heat/1 0 0 1 -", await ToldAsync(host));
        host.RegisterDevice("ENV-1");
        await host.DataAsync("""mutation { judgeDetection(farmId: 1, id: "H-8", verdict: REJECTED) { id } }""");
        await host.DataAsync("""mutation { judgeDetection(farmId: 1, id: "H-9", verdict: REJECTED) { id } }""");
        Assert.Equal("drift/2 8 2 0 0.80|heat/1 0 0 1 -", await ToldAsync(host));
        var ppv = (await host.DataAsync(Question)).GetProperty("detectorAccuracy").EnumerateArray()
            .Single(each => each.GetProperty("detector").GetString() == "drift/2").GetProperty("ppv");
        Assert.Equal(
            (0.4902, 0.9433), (Math.Round(ppv.GetProperty("low").GetDouble(), 4), Math.Round(ppv.GetProperty("high").GetDouble(), 4)));
    }

    [Fact]
    public async Task A_span_is_of_the_time_of_detection()
    {
        await using var host = await StartAsync();
        await host.PutAsync(HerdRecordKinds.Detections, CreateDetection("A", DetectionKind.Heat, Now - Hour),
            CreateDetection("B", DetectionKind.Heat, Now), CreateDetection("C", DetectionKind.Heat, Now + Hour));
        var counted =
            await host.DataAsync(
                """{ detectorAccuracy(farmId: 1, from: "2026-03-10T11:00:00Z", to: "2026-03-10T12:00:00Z") { detector unjudged } }""");
        Assert.Equal(1,
            Assert.Single(counted.GetProperty("detectorAccuracy").EnumerateArray(), each => each.GetProperty("detector")
            .GetString() == "heat/1").GetProperty("unjudged").GetInt32());
    }

    [Fact]
    public void What_was_published_is_read_and_the_shipped_file_can_be_read()
    {
        const string File = """
            { "seeds": [1000, 1001], "cows": 500, "days": 120, "detectors": [
              { "detector": "heat/1", "events": 4100, "sensitivity": { "value": 0.93, "low": 0.92, "high": 0.94 }, "ppv": { "value": 0.91, "low": 0.9, "high": 0.92 },
                "falseAlarmsPerCowWeek": 0.01, "leadHours": 3.5 } ] }
            """;
        var published = PublishedEvaluation.Read(new MemoryStream(Encoding.UTF8.GetBytes(File)));
        var heat = SimulatedAccuracyView.From(published.Find("heat/1")!, published);
        Assert.Equal(
            (2, 500, 120, 4100, 0.93, 3.5), (heat.Herds, heat.Cows, heat.Days, heat.Events, heat.Sensitivity!.Value, heat.LeadHours));
        Assert.Null(heat.Specificity);
        Assert.Null(published.Find("heat/2"));
        Assert.All(
            published.Detectors.Select(
                detector => DetectorAccuracyView.From(new(detector.Detector, new(), published.Find(detector.Detector)), published)),
            detector => Assert.NotNull(detector.Simulated));
        var shipped = PublishedEvaluation.Load();
        Assert.Equal(shipped.Detectors.Count, shipped.Detectors.Select(each => each.Detector).Distinct().Count());
    }

    /// <summary>Of detectors that found something here; those that were only measured stand beside them.</summary>
    private static async Task<string> ToldAsync(HerdTestHost host)
        => string.Join('|', (await host.DataAsync(Question)).GetProperty("detectorAccuracy").EnumerateArray()
        .Where(each => each.GetProperty("confirmed").GetInt32() + each.GetProperty("rejected").GetInt32() + each.GetProperty("unjudged")
        .GetInt32() > 0)
        .Select(each =>
        $"{each.GetProperty("detector")} {each.GetProperty("confirmed")} {each.GetProperty("rejected")} {each.GetProperty("unjudged")} "
        + (each.GetProperty("ppv").ValueKind == System.Text.Json.JsonValueKind.Null
            ? "-"
            : $"{each.GetProperty("ppv").GetProperty("value").GetDouble():0.00}")));
}
