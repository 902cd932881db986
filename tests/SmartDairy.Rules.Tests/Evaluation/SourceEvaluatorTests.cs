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

    // Number of consecutive batches without allocations: 10,000 readings.
    private const int RequiredBatches = 5;
    private const int MaxBatches = 40;
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData(1, false)]
    [InlineData(20, false)]
    [InlineData(20, true)]
    [InlineData(200, false)]
    public void Evaluator_with_a_rule_at_rest_allocates_nothing(int count, bool windows)
    {
        var evaluator = CreateEvaluator([.. Enumerable.Range(0, count).Select(i => Rule($"R{i}", new()
        {
            Name = "n", Description = "d", Priority = Priority.Low,
            Where = i >= 20 ? "co2_ppm > 1" : windows ? $"avg(temperature_c, PT{15 + i}M) > 50" : $"temperature_c > {50 + i}",
        }))]);
        var outcomes = new List<EmittedOutcome>();

        // Allocations of the runtime (tiered compilation, static initialisation) end after some batches; an allocation per reading would
        // recur in every batch.
        var (quiet, next) = (0, 0);
        for (var batch = 0; batch < MaxBatches && quiet < RequiredBatches; batch++)
        {
            Reading[] readings = [.. Enumerable.Range(next, BatchSize).Select(i => SampleReading.Create(i, i, 20 + i % 5, 50))];
            next += BatchSize;
            var (before, began) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
            var evaluated = 0;
            foreach (var reading in readings)
            {
                evaluated += evaluator.TryEvaluate(reading, outcomes) ? 1 : 0;
            }

            var (elapsed, bytes) = (Stopwatch.GetElapsedTime(began), GC.GetAllocatedBytesForCurrentThread() - before);
            quiet = bytes == 0 ? quiet + 1 : 0;
            output.WriteLine(
                $"{count} rules, windows {windows}: {elapsed.TotalNanoseconds / BatchSize:F0} ns a reading, {bytes} bytes in {BatchSize} readings");
            Assert.Equal(BatchSize, evaluated);
        }

        Assert.Equal(RequiredBatches, quiet);
        Assert.Empty(outcomes);
    }

    [Theory]
    [InlineData("2026-03-28T22:00:00Z", "2026-03-29T01:00:00Z")] // 02:30 is skipped: the window opens when the clock jumps.
    [InlineData("2026-10-24T22:00:00Z", "2026-10-25T00:30:00Z")] // 02:30 occurs twice: the window opens at the first.
    [InlineData("2026-06-01T12:00:00Z", "2026-06-02T00:30:00Z")]
    public void Schedule_across_a_clock_change_opens_at_local_time(string raised, string opens)
    {
        var evaluator = CreateEvaluator(Rule("R", new()
        {
            Name = "n",
            Description = "at {temperature_c}",
            Priority = Priority.Low,
            Where = "temperature_c > 30",
            Schedule = new([new(new(2, 30), new(4, 0))]),
        }) with
        { SavedAt = 0 });
        var time = DateTimeOffset.Parse(raised, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
        var outcomes = new List<EmittedOutcome>();
        evaluator.TryEvaluate(SampleReading.Create(0, 1, 31) with { Time = time }, outcomes);
        Assert.Equal((RuleOutcomeKind.Suppressed, SuppressionReason.Schedule), (outcomes[0].Outcome.Kind, outcomes[0].Outcome.Reason));
        evaluator.Advance(time + 24 * 3_600_000, outcomes);
        Assert.Equal(2, outcomes.Count);
        Assert.Equal(RuleOutcomeKind.Opened, outcomes[1].Outcome.Kind);
        Assert.Equal(opens, DateTimeOffset.FromUnixTimeMilliseconds(outcomes[1].Outcome.Time)
            .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal("at 31", outcomes[1].Outcome.Message);
        Assert.Contains("\"current_value\":31", outcomes[1].Outcome.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluator_with_a_new_rule_version_keeps_the_open_alert_and_rejects_late_readings()
    {
        var rule = Rule("R", new() { Name = "n", Description = "d", Priority = Priority.Low, Where = "temperature_c > 30" });
        var (evaluator, outcomes) = (CreateEvaluator(rule), new List<EmittedOutcome>());
        Assert.True(evaluator.TryEvaluate(SampleReading.Create(5, 1, 31), outcomes));
        Assert.True(evaluator.TryEvaluate(SampleReading.Create(5, 1, 31), outcomes));
        Assert.False(evaluator.TryEvaluate(SampleReading.Create(4, 1, 31), outcomes));
        var next = rule with
        {
            Version = 2,
            SavedAt = SampleReading.Start + 6 * SampleReading.Minute,
            Definition = rule.Definition with { Where = "temperature_c > 40" }
        };
        evaluator = evaluator.WithRules(Bind(2, next));
        evaluator.TryEvaluate(SampleReading.Create(7, 1, 35), outcomes);
        Assert.Equal([RuleOutcomeKind.Opened, RuleOutcomeKind.Cleared], outcomes.Select(outcome => outcome.Outcome.Kind));
    }

    private static SourceRuleSet Bind(long version, params StoredRule[] rules)
        => new RuleSet(
            1, version, Berlin, [.. rules.Select(rule => CompiledRule.Compile(rule, Berlin))], [], new Dictionary<string, string>())
            .SelectFor(new DeviceRegistration
            { Id = "ENV-1", FarmId = 1, Type = DeviceType.EnvironmentalSensor, BarnId = 1, ZoneId = 1, TopicPrefix = "p" });

    private static SourceEvaluator CreateEvaluator(params StoredRule[] rules) => new(Bind(1, rules));

    private static StoredRule Rule(string id, RuleDefinition definition)
        => new() { Id = id, FarmId = 1, Version = 1, Definition = definition, SavedAt = SampleReading.Start };
}
