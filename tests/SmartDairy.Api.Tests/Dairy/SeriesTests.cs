using SmartDairy.Contracts.Readings;
using SmartDairy.History.Series;
using Xunit;

namespace SmartDairy.Api.Tests.Dairy;

public sealed class SeriesTests
{
    private const string Span = """from: "2026-05-01T00:00:00Z", to: "2026-05-02T02:00:00+02:00" """;

    [Fact]
    public async Task Columns_come_as_asked()
    {
        await using var host = await DairyTestHost.StartAsync();
        var series =
            (await host.DataAsync(
                $$"""{ series(deviceId: "ENV-1-000", metrics: ["temperature_c"], {{Span}}) { metrics units times values quality truncated resolution } }"""))
            .GetProperty("series");
        Assert.Equal(
            """{"metrics":["temperature_c"],"units":["\u00B0C"],"times":["1970-01-01T00:00:01.000Z","1970-01-01T00:00:02.000Z"],"values":[[1.5,null]],"quality":[100,90],"truncated":false,"resolution":null}"""
                .Replace("\\u00B0", "°", StringComparison.Ordinal),
            series.GetRawText().Replace("\\u00B0", "°", StringComparison.Ordinal));
        var asked = host.History.LastQuery!;
        Assert.Equal((ReadingFamily.Environment, 2000, TimeSpan.FromDays(1).TotalMilliseconds),
            (asked.Family, asked.MaxPoints, asked.To - asked.From));
        Assert.Null(asked.Bucket);
    }

    [Fact]
    public async Task A_bucket_has_its_defaults()
    {
        await using var host = await DairyTestHost.StartAsync();
        var series =
            (await host.DataAsync(
                $$"""{ series(deviceId: "ENV-1-000", metrics: ["temperature_c"], {{Span}}, bucket: { every: "PT15M" }) { resolution } }"""))
            .GetProperty("series");
        Assert.Equal("PT15M", series.GetProperty("resolution").GetString());
        var bucket = host.History.LastQuery!.Bucket!;
        Assert.Equal((TimeSpan.FromMinutes(15), "UTC", Fill.None), (bucket.Every, bucket.TimeZone.Id, bucket.Fill));
        Assert.Equal([Aggregate.Avg], bucket.Aggregates);
    }

    [Theory]
    [InlineData("""metrics: ["temprature_c"], """ + Span, "INVALID_ARGUMENT", "Did you mean 'temperature_c'?")]
    [InlineData("""metrics: ["rumination_minutes"], """ + Span, "INVALID_ARGUMENT", "rumination_minutes")]
    [InlineData("""metrics: [], """ + Span, "INVALID_ARGUMENT", "metrics")]
    [InlineData("""metrics: ["co2_ppm"], maxPoints: 0, """ + Span, "INVALID_ARGUMENT", "maxPoints")]
    [InlineData("""metrics: ["co2_ppm"], maxPoints: 100001, """ + Span, "INVALID_ARGUMENT", "maxPoints")]
    [InlineData("""metrics: ["co2_ppm"], bucket: { every: "PT0.5S" }, """ + Span, "INVALID_ARGUMENT", "every")]
    [InlineData("""metrics: ["co2_ppm"], bucket: { every: "PT1H", timeZone: "Mars" }, """ + Span, "INVALID_ARGUMENT", "Mars")]
    [InlineData("""metrics: ["co2_ppm"], from: "2026-05-02T00:00:00Z", to: "2026-05-02T00:00:00Z" """, "INVALID_ARGUMENT", "from")]
    public async Task What_makes_no_sense_is_said(string arguments, string code, string said)
    {
        await using var host = await DairyTestHost.StartAsync();
        var error = await host.Api.QueryErrorAsync($$"""{ series(deviceId: "ENV-1-000", {{arguments}}) { times } }""");
        Assert.Equal(code, error.GetProperty("extensions").GetProperty("code").GetString());
        var hint = error.GetProperty("extensions").TryGetProperty("hint", out var given) ? given.GetString() : null;
        Assert.Contains(said, error.GetProperty("message").GetString() + hint, StringComparison.Ordinal);
        Assert.Null(host.History.LastQuery);
    }

    [Fact]
    public async Task A_device_of_another_farm_has_no_series()
    {
        await using var host = await DairyTestHost.StartAsync();
        var key = host.Api.Keys.Issue("of-farm-2", [2]);
        Assert.Equal(
            "NOT_FOUND", await host.CodeAsync($$"""{ series(deviceId: "ENV-1-000", metrics: ["co2_ppm"], {{Span}}) { times } }""", key));
    }
}
