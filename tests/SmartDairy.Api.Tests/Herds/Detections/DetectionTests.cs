using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Detections;
using SmartDairy.History.Herds;
using Xunit;
using static SmartDairy.Api.Tests.Herds.HerdTestHost;

namespace SmartDairy.Api.Tests.Herds.Detections;

public sealed class DetectionTests
{
    private static readonly Detection[] Four =
    [
        CreateDetection("D-1", DetectionKind.Heat, Now - (3 * Day)) with
        { State = DetectionState.Ended, EndedAt = Now - (2 * Day), ActFrom = Now, ActUntil = Now + Hour },
        CreateDetection("D-2", DetectionKind.Mastitis, Now - Day, "COW-2", detector: "mastitis/1"),
        CreateDetection("D-3", DetectionKind.SensorDrift, Now - Hour, "COW-1", "device", "drift/1"),
        CreateDetection("D-4", DetectionKind.Heat, Now - Hour, "COW-2") with { State = DetectionState.Retracted },
    ];

    [Theory]
    [InlineData("", "D-3,D-2,D-1")]
    [InlineData(", kind: HEAT", "D-1")]
    [InlineData(", state: OPEN", "D-3,D-2")]
    [InlineData(", state: ENDED", "D-1")]
    [InlineData(", state: RETRACTED", "D-4")]
    [InlineData(", subjectId: \"COW-1\"", "D-3,D-1")]
    [InlineData(", subjectId: \"COW-1\", subjectType: \"device\"", "D-3")]
    [InlineData(", subjectType: \"animal\"", "D-2,D-1")]
    [InlineData(", from: \"2026-03-09T00:00:00Z\"", "D-3,D-2")]
    [InlineData(", to: \"2026-03-08T00:00:00Z\"", "D-1")]
    public async Task Every_argument_narrows_the_list(string arguments, string expected)
    {
        await using var host = await StartAsync();
        await host.PutAsync(HerdRecordKinds.Detections, Four);
        var list =
            (await host.DataAsync($"{{ detections(farmId: 1{arguments}) {{ totalCount nodes {{ id }} }} }}")).GetProperty("detections");
        Assert.Equal(
            expected, string.Join(',', list.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("id").GetString())));
        Assert.Equal(expected.Split(',').Length, list.GetProperty("totalCount").GetInt32());
    }

    [Fact]
    public async Task Pages_follow_each_other()
    {
        await using var host = await StartAsync();
        await host.PutAsync(HerdRecordKinds.Detections, Four);
        var page =
            (await host.DataAsync("{ detections(farmId: 1, first: 2) { nodes { id } pageInfo { hasNextPage endCursor } } }")).GetProperty(
                "detections");
        Assert.True(page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean());
        var cursor = page.GetProperty("pageInfo").GetProperty("endCursor").GetString();
        Assert.Equal(
            """{"detections":{"nodes":[{"id":"D-1"}],"pageInfo":{"hasNextPage":false}}}""",
            (await host.DataAsync(
                $$"""{ detections(farmId: 1, first: 2, after: "{{cursor}}") { nodes { id } pageInfo { hasNextPage } } }""")).GetRawText());
    }

    [Fact]
    public async Task A_detection_shows_its_evidence_with_the_weightiest_first_and_its_animal()
    {
        await using var host = await StartAsync();
        await host.PutAsync(HerdRecordKinds.Detections, Four);
        host.Grains.Register<IAnimalGrain>("1/COW-1", new FakeJudgingAnimalGrain(host.Herds, new(CreateAnimal("COW-1"), null, [])));
        Assert.Equal(
            """{"detection":{"kind":"HEAT","state":"ENDED","certainty":0.9,"detector":"heat/1","actFrom":"2026-03-10T11:00:00.000Z","reasons":[{"code":"big","value":80,"usual":40,"text":"A big thing."},{"code":"small","value":null,"usual":2,"text":"A small thing."}],"animal":{"name":"Name of COW-1"},"verdict":"NONE"}}""",
            (await host.DataAsync(
                """{ detection(farmId: 1, id: "D-1") { kind state certainty detector actFrom reasons { code value usual text } animal { name } verdict } }""")).GetRawText());
        Assert.Equal("""{"detection":{"animal":null}}""",
            (await host.DataAsync("""{ detection(farmId: 1, id: "D-3") { animal { name } } }""")).GetRawText());
        Assert.Equal("""{"detection":null}""", (await host.DataAsync("""{ detection(farmId: 1, id: "D-9") { id } }""")).GetRawText());
        Assert.Equal("""{"detection":null}""", (await host.DataAsync("""{ detection(farmId: 2, id: "D-1") { id } }""")).GetRawText());
    }

    [Fact]
    public async Task A_verdict_on_a_device_is_written_to_its_row_and_can_be_taken_back()
    {
        await using var host = await StartAsync();
        await host.PutAsync(HerdRecordKinds.Detections, Four);
        host.RegisterDevice("COW-1");
        Assert.Equal(
            """{"judgeDetection":{"verdict":"REJECTED","verdictBy":"all farms","verdictAt":"2026-03-10T11:00:00.000Z","verdictComment":"clean"}}""",
            (await host.DataAsync(
                """mutation { judgeDetection(farmId: 1, id: "D-3", verdict: REJECTED, comment: "clean") { verdict verdictBy verdictAt verdictComment } }""")).GetRawText());
        var stored =
            HerdRecordKinds.Detections.FromRecord(
                (await host.Herds.FindAsync(1, "detection", "D-3", TestContext.Current.CancellationToken))!);
        Assert.Equal((DetectionVerdict.Rejected, "clean", DetectionState.Open), (stored.Verdict, stored.VerdictComment, stored.State));
        await host.DataAsync("""mutation { judgeDetection(farmId: 1, id: "D-3", verdict: NONE) { verdict } }""");
        stored =
            HerdRecordKinds.Detections.FromRecord(
                (await host.Herds.FindAsync(1, "detection", "D-3", TestContext.Current.CancellationToken))!);
        Assert.Equal((DetectionVerdict.None, null, null), (stored.Verdict, stored.VerdictBy, stored.VerdictAt));
    }

    [Fact]
    public async Task A_verdict_on_an_animal_is_her_actors_to_write()
    {
        await using var host = await StartAsync();
        await host.PutAsync(HerdRecordKinds.Detections, Four);
        var cow = new FakeJudgingAnimalGrain(host.Herds, new(CreateAnimal("COW-2"), null, []));
        host.Grains.Register<IAnimalGrain>("1/COW-2", cow);
        Assert.Equal(
            """{"judgeDetection":{"verdict":"CONFIRMED"}}""",
            (await host.DataAsync(
                """mutation { judgeDetection(farmId: 1, id: "D-2", verdict: CONFIRMED, comment: "flakes") { verdict } }""")).GetRawText());
        Assert.Equal(("D-2", DetectionVerdict.Confirmed, "all farms", "flakes"), cow.LastVerdict);
    }

    [Fact]
    public async Task What_is_not_there_can_not_be_judged()
    {
        await using var host = await StartAsync();
        await host.PutAsync(HerdRecordKinds.Detections, Four);
        Assert.Equal("NOT_FOUND", await host.CodeAsync("""mutation { judgeDetection(farmId: 1, id: "D-9", verdict: CONFIRMED) { id } }"""));
        Assert.Equal("NOT_FOUND", await host.CodeAsync("""mutation { judgeDetection(farmId: 2, id: "D-3", verdict: CONFIRMED) { id } }"""));
    }

    [Theory]
    [InlineData("{ detections(farmId: 1) { totalCount } }", "of-farm-2")]
    [InlineData("{ detection(farmId: 1, id: \"D-1\") { id } }", "of-farm-2")]
    [InlineData("{ detectorAccuracy(farmId: 1) { detector } }", "of-farm-2")]
    [InlineData("{ worklist(farmId: 1) { total } }", "of-farm-2")]
    [InlineData("mutation { judgeDetection(farmId: 1, id: \"D-3\", verdict: CONFIRMED) { id } }", "of-farm-2")]
    [InlineData("mutation { judgeDetection(farmId: 1, id: \"D-3\", verdict: CONFIRMED) { id } }", "reader")]
    [InlineData("mutation { handleWorkItem(farmId: 1, id: \"x\") { itemId } }", "of-farm-2")]
    [InlineData("mutation { handleWorkItem(farmId: 1, id: \"x\") { itemId } }", "reader")]
    public async Task What_the_key_does_not_allow_is_forbidden(string operation, string key)
    {
        await using var host = await StartAsync();
        await host.PutAsync(HerdRecordKinds.Detections, Four);
        host.Api.Keys.Issue("of-farm-2", [2]);
        host.Api.Keys.Issue("reader", [1], "read");
        Assert.Equal("FORBIDDEN", await host.CodeAsync(operation, key));
    }

    [Theory]
    [InlineData("""{ detections(farmId: 1, subjectType: "barn") { totalCount } }""")]
    [InlineData("""{ detections(farmId: 1, from: "2026-03-02T00:00:00Z", to: "2026-03-01T00:00:00Z") { totalCount } }""")]
    [InlineData("""{ detectorAccuracy(farmId: 1, from: "2026-03-02T00:00:00Z", to: "2026-03-01T00:00:00Z") { detector } }""")]
    [InlineData("""{ worklist(farmId: 1, date: "yesterday") { total } }""")]
    [InlineData("""{ worklist(farmId: 1, date: "2026-03-25") { total } }""")]
    public async Task What_can_never_be_right_is_refused(string operation)
    {
        await using var host = await StartAsync();
        Assert.Equal("INVALID_ARGUMENT", await host.CodeAsync(operation));
    }
}
