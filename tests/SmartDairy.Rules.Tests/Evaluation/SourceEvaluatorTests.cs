using System.Diagnostics;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Outcomes;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using SmartDairy.Rules.Compilation;
using SmartDairy.Rules.Evaluation;
using SmartDairy.Testing.Rules;

namespace SmartDairy.Rules.Tests.Evaluation;

public sealed class SourceEvaluatorTests(ITestOutputHelper output)
{
    private const int BatchSize = 2_000;

    // 10,000 readings in a row without a byte.
    private const int QuietBatches = 5;
    private const int MostBatches = 40;
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData(1, false)]
    [InlineData(20, false)]
    [InlineData(20, true)]
    [InlineData(200, false)]
    public void Judging_without_a_finding_allocates_nothing(int count, bool windows)
    {
        var watch = Watch([.. Enumerable.Range(0, count).Select(i => Rule($"R{i}", new()
        {
            Name = "n", Description = "d", Priority = Priority.Low,
            Where = i >= 20 ? "co2_ppm > 1" : windows ? $"avg(temperature_c, PT{15 + i}M) > 50" : $"temperature_c > {50 + i}",
        }))]);
        var findings = new List<EmittedOutcome>();

        // The runtime's own share (code compiled again, statics made) ends some time; what the product allocates for a reading comes with each.
        var (quiet, next) = (0, 0);
        for (var batch = 0; batch < MostBatches && quiet < QuietBatches; batch++)
        {
            Reading[] readings = [.. Enumerable.Range(next, BatchSize).Select(i => SampleReading.Create(i, i, 20 + i % 5, 50))];
            next += BatchSize;
            var (before, began) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
            var judged = 0;
            foreach (var reading in readings)
            {
                judged += watch.TryEvaluate(reading, findings) ? 1 : 0;
            }

            var (took, bytes) = (Stopwatch.GetElapsedTime(began), GC.GetAllocatedBytesForCurrentThread() - before);
            quiet = bytes == 0 ? quiet + 1 : 0;
            output.WriteLine($"{count} rules, windows {windows}: {took.TotalNanoseconds / BatchSize:F0} ns a reading, {bytes} bytes in {BatchSize} readings");
            Assert.Equal(BatchSize, judged);
        }

        Assert.Equal(QuietBatches, quiet);
        Assert.Empty(findings);
    }

    [Theory]
    [InlineData("2026-03-28T22:00:00Z", "2026-03-29T01:00:00Z")] // 02:30 is skipped: the clock jumps into the window.
    [InlineData("2026-10-24T22:00:00Z", "2026-10-25T00:30:00Z")] // 02:30 comes twice: at the first.
    [InlineData("2026-06-01T12:00:00Z", "2026-06-02T00:30:00Z")]
    public void A_schedule_follows_the_clock_on_the_wall(string raised, string opens)
    {
        var watch = Watch(Rule("R", new()
        {
            Name = "n",
            Description = "at {temperature_c}",
            Priority = Priority.Low,
            Where = "temperature_c > 30",
            Schedule = new([new(new(2, 30), new(4, 0))]),
        }) with
        { SavedAt = 0 });
        var time = DateTimeOffset.Parse(raised, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
        var findings = new List<EmittedOutcome>();
        watch.TryEvaluate(SampleReading.Create(0, 1, 31) with { Time = time }, findings);
        Assert.Equal((RuleOutcomeKind.Suppressed, SuppressionReason.Schedule), (findings[0].Outcome.Kind, findings[0].Outcome.Reason));
        watch.Advance(time + 24 * 3_600_000, findings);
        Assert.Equal(2, findings.Count);
        Assert.Equal(RuleOutcomeKind.Opened, findings[1].Outcome.Kind);
        Assert.Equal(opens, DateTimeOffset.FromUnixTimeMilliseconds(findings[1].Outcome.Time).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal("at 31", findings[1].Outcome.Message);
        Assert.Contains("\"current_value\":31", findings[1].Outcome.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_version_keeps_what_is_open_and_a_late_reading_is_not_judged()
    {
        var rule = Rule("R", new() { Name = "n", Description = "d", Priority = Priority.Low, Where = "temperature_c > 30" });
        var (watch, findings) = (Watch(rule), new List<EmittedOutcome>());
        Assert.True(watch.TryEvaluate(SampleReading.Create(5, 1, 31), findings));
        Assert.True(watch.TryEvaluate(SampleReading.Create(5, 1, 31), findings));
        Assert.False(watch.TryEvaluate(SampleReading.Create(4, 1, 31), findings));
        var next = rule with { Version = 2, SavedAt = SampleReading.Start + 6 * SampleReading.Minute, Definition = rule.Definition with { Where = "temperature_c > 40" } };
        watch = watch.WithRules(Bind(2, next));
        watch.TryEvaluate(SampleReading.Create(7, 1, 35), findings);
        Assert.Equal([RuleOutcomeKind.Opened, RuleOutcomeKind.Cleared], findings.Select(finding => finding.Outcome.Kind));
    }

    private static SourceRuleSet Bind(long version, params StoredRule[] rules)
        => new RuleSet(1, version, Berlin, [.. rules.Select(rule => CompiledRule.Compile(rule, Berlin))], [], new Dictionary<string, string>())
            .SelectFor(new DeviceRegistration { Id = "ENV-1", FarmId = 1, Type = DeviceType.EnvironmentalSensor, BarnId = 1, ZoneId = 1, TopicPrefix = "p" });

    private static SourceEvaluator Watch(params StoredRule[] rules) => new(Bind(1, rules));

    private static StoredRule Rule(string id, RuleDefinition definition)
        => new() { Id = id, FarmId = 1, Version = 1, Definition = definition, SavedAt = SampleReading.Start };
}
