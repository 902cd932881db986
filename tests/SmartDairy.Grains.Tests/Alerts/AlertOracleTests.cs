using Microsoft.Extensions.DependencyInjection;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Grains.Alerts;
using SmartDairy.Grains.Tests.Cluster;
using SmartDairy.Testing.Rules;

namespace SmartDairy.Grains.Tests.Alerts;

/// <summary>Whatever happens on the way, what is stored in the end is what the slow evaluator says of the sorted readings.</summary>
public sealed class AlertOracleTests
{
    private const long Minute = SampleReading.Minute;

    /// <summary>What the issue names, each with something that keeps alerts away.</summary>
    private static readonly RuleDefinition[] Definitions =
    [
        new() { Name = "hysteresis", Description = "hot", Priority = Priority.High, Where = "temperature_c > 31",
            ClearWhere = "temperature_c < 29", Suppression = TimeSpan.FromMinutes(90) },
        new() { Name = "for", Description = "hot", Priority = Priority.High, Where = "temperature_c > 29", For = TimeSpan.FromMinutes(3),
            Suppression = TimeSpan.Zero, MaxPerHour = 1 },
        new() { Name = "window", Description = "hot", Priority = Priority.High, Where = "avg(temperature_c, PT15M) > 30.1",
            ClearAfter = TimeSpan.FromMinutes(4), Suppression = TimeSpan.FromMinutes(75) },
        new() { Name = "silence", Description = "silent", Priority = Priority.Low, NoDataAfter = TimeSpan.FromMinutes(6),
            Suppression = TimeSpan.Zero, MaxPerHour = 1 },
    ];

    [Theory]
    [InlineData(101)]
    [InlineData(102)]
    [InlineData(103)]
    [InlineData(104)]
    public async Task Late_shuffled_and_repeated_readings_and_restarts_change_no_alert(int seed)
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        var herd = new AlertOracleScenario(dairy, seed, dairy.Now + 5 * Minute);
        await herd.RegisterAsync();
        for (var i = 0; i < 2; i++)
        {
            var rule = new StoredRule
            { Id = $"RANDOM-{i}", FarmId = DairyTestCluster.FarmId, Version = 1, Definition = herd.RandomRule(), SavedAt = dairy.Now };
            Assert.True(await dairy.AlertStore.SaveRuleAsync(rule, DairyTestCluster.TimeoutToken));
            herd.Rules.Add(rule);
        }

        foreach (var definition in Definitions)
        {
            herd.Rules.Add(await dairy.Grains.GetGrain<IRuleSetGrain>(DairyTestCluster.FarmId).CreateRuleAsync(definition, "test"));
        }

        foreach (var (at, messages) in herd.Batches())
        {
            if (at > dairy.Now)
            {
                dairy.Time.Advance(TimeSpan.FromMilliseconds(at - dairy.Now));
            }

            await herd.SendAsync(messages);
            await herd.AssertNeverTwoOpenAsync();
            await herd.DeactivateSomeAsync();
        }

        // A device's clock may be an hour behind: its deadlines wait for that.
        dairy.Time.Advance(TimeSpan.FromMilliseconds(herd.End + 120 * Minute - dairy.Now));
        await herd.EvaluateDeadlinesAsync();
        await herd.AssertNeverTwoOpenAsync();
        var (openings, refusals) = await herd.AssertMatchesOracleAsync();
        Assert.True(openings > 30 && refusals > 10, $"seed {seed}: {openings} openings, {refusals} refusals prove little");
    }

    [Theory]
    [InlineData(201)]
    [InlineData(202)]
    public async Task A_silo_that_dies_changes_no_alert(int seed)
    {
        await using var dairy = await DairyTestCluster.StartAsync(silos: 3);
        var start = (dairy.Now / Minute - 62 - AlertOracleScenario.Length - 200) * Minute;
        var herd = new AlertOracleScenario(dairy, seed, start);
        await herd.RegisterAsync();
        foreach (var definition in Definitions)
        {
            var rule = new StoredRule
            {
                Id = "RULE-" + definition.Name,
                FarmId = DairyTestCluster.FarmId,
                Version = 1,
                Definition = definition,
                SavedAt = start - 5 * Minute
            };
            Assert.True(await dairy.AlertStore.SaveRuleAsync(rule, DairyTestCluster.TimeoutToken));
            herd.Rules.Add(rule);
        }

        // Written past the actor, so nobody told the silos: they ask every second.
        var soon = DairyTestCluster.TimeoutToken;
        foreach (var silo in dairy.Cluster.Silos)
        {
            while ((await silo.ServiceProvider.GetRequiredService<AlertConfigurationCache>()
                .GetAsync(DairyTestCluster.FarmId)).StoredRules.Count < Definitions.Length)
            {
                soon.ThrowIfCancellationRequested();
                await Task.Yield();
            }
        }

        var batches = herd.Batches();
        for (var i = 0; i < batches.Count; i++)
        {
            // While it dies, messages are on their way.
            var dying = i == batches.Count / 2
                ? dairy.Cluster.KillSiloAsync(dairy.Cluster.Silos[1], DairyTestCluster.TimeoutToken)
                : Task.CompletedTask;
            await herd.SendAsync(batches[i].Messages);
            await dying;
            await herd.AssertNeverTwoOpenAsync();
        }

        await herd.EvaluateDeadlinesAsync();
        await herd.AssertNeverTwoOpenAsync();
        var (openings, refusals) = await herd.AssertMatchesOracleAsync();
        Assert.True(openings > 20 && refusals > 5, $"{openings} openings, {refusals} refusals prove little");
    }
}
