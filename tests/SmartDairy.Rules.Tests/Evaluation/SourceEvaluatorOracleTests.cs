using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using SmartDairy.Contracts.Alerts.Outcomes;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Contracts.Devices;
using SmartDairy.Rules.Compilation;
using SmartDairy.Testing.Rules;

namespace SmartDairy.Rules.Tests.Evaluation;

/// <summary>
/// Compares the evaluator with <see cref="ReferenceEvaluator"/> on the sorted readings, for readings in any order and with restarts and
/// migrations in between.
/// </summary>
public sealed class SourceEvaluatorOracleTests : IDisposable
{
    private const int Length = 420;
    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer().BuildServiceProvider();

    [Theory]
    [InlineData("in order", 10_000)]
    [InlineData("shuffled", 20_000)]
    [InlineData("restarted", 30_000)]
    [InlineData("moved", 40_000)]
    public void Evaluator_under_reordering_and_restarts_agrees_with_the_reference_evaluator(string scenario, int firstSeed)
    {
        var outcomeCounts = new int[Enum.GetValues<RuleOutcomeKind>().Length];
        for (var seed = firstSeed; seed < firstSeed + 500; seed++)
        {
            Case(scenario, seed, outcomeCounts);
        }

        // The test is meaningful only if every kind of outcome occurs often.
        Assert.All(outcomeCounts, count => Assert.True(count > 100, string.Join(", ", outcomeCounts)));
    }

    public void Dispose() => _services.Dispose();

    private void Case(string scenario, int seed, int[] outcomeCounts)
    {
        var random = new Random(seed);
        var source = new RandomRules(random);
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        StoredRule[] rules =
        [
            .. Enumerable.Range(0, 3).Select(i => new StoredRule
            {
                Id = $"R{i}", FarmId = 1, Version = 1, Definition = source.Rule(),
                SavedAt = SampleReading.Start + random.Next(-10, 60) * SampleReading.Minute,
            }),
        ];
        var mutes = source.Mutes([.. rules.Select(rule => rule.Id)]);
        var readings = source.Readings(Length);
        var ruleSet =
            new RuleSet(1, 1, zone, [.. rules.Select(rule => CompiledRule.Compile(rule, zone))], mutes, new Dictionary<string, string>());
        var device = new DeviceRegistration
        { Id = "ENV-1", FarmId = 1, Type = DeviceType.EnvironmentalSensor, BarnId = 1, ZoneId = 1, TopicPrefix = "p" };
        var host = new SimulatedHost(ruleSet.SelectFor(device), _services.GetRequiredService<Serializer>());
        var order = readings.Select((reading, i) => (reading, at: scenario == "shuffled" ? i + random.Next(12) : i))
            .OrderBy(pair => pair.at).Select(pair => pair.reading);
        foreach (var reading in order)
        {
            host.Deliver(reading);
            if (random.Next(3) == 0)
            {
                host.Advance(reading.Time + random.Next(2) * random.Next(20) * SampleReading.Minute);
            }

            if (scenario == "restarted" && random.Next(8) == 0)
            {
                host.Restart(reading.Time - random.Next(2) * random.Next(60) * SampleReading.Minute);
            }

            if (scenario == "moved" && random.Next(8) == 0)
            {
                host.Move();
            }
        }

        var end = SampleReading.Start + (Length + 200) * SampleReading.Minute;
        host.Advance(end);
        foreach (var rule in rules)
        {
            var expected = new ReferenceEvaluator(rule, readings, mutes, zone).Run(SampleReading.Start - 60 * SampleReading.Minute, end);
            var actual = host.Outcomes(rule.Id);
            Assert.True(Format(expected) == Format(actual),
                $"seed {seed}, {rule.Id}, saved {Minute(rule.SavedAt)}: {rule.Definition}\nexpected:\n{Format(expected)}\nactual:\n{Format(actual)}");
            foreach (var outcome in expected)
            {
                outcomeCounts[(int)outcome.Kind]++;
            }
        }
    }

    private static long Minute(long time) => (time - SampleReading.Start) / SampleReading.Minute;

    private static string Format(IEnumerable<RuleOutcome> outcomes)
        => string.Join("\n",
            outcomes.Select(outcome =>
                $"{Minute(outcome.Time)} {outcome.Kind} {(outcome.Kind is RuleOutcomeKind.Opened or RuleOutcomeKind.Worsened or RuleOutcomeKind.Suppressed ? outcome.Priority : null)} {outcome.Reason}"));
}
