using Microsoft.Extensions.DependencyInjection;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Grains.Alerts;
using SmartDairy.Grains.Tests.Cluster;
using SmartDairy.History.Alerts;

namespace SmartDairy.Grains.Tests.Alerts;

public sealed class RuleActivationTests
{
    private static readonly RuleDefinition Hot = new()
    { Name = "hot", Description = "hot", Priority = Priority.High, Where = "temperature_c > 30", Suppression = TimeSpan.Zero };

    [Fact]
    public async Task A_new_rule_is_in_force_on_every_silo_within_two_seconds()
    {
        await using var dairy = await DairyTestCluster.StartAsync(silos: 3);
        var sensors = Enumerable.Range(1, 12).Select(i => TestDevices.Sensor($"ENV-{i}")).ToArray();
        await dairy.Farm.RegisterDevicesAsync(sensors);
        foreach (var sensor in sensors)
        {
            // Awake, and sure that there are no rules.
            await dairy.SendTelemetryAsync(sensor, TestDevices.Climate(dairy.Now, 40));
        }

        var started = dairy.SiloTime.GetTimestamp();
        var rule = await dairy.Grains.GetGrain<IRuleSetGrain>(DairyTestCluster.FarmId).CreateRuleAsync(Hot, null);
        foreach (var silo in dairy.Cluster.Silos)
        {
            Assert.NotNull(
                (await silo.ServiceProvider.GetRequiredService<AlertConfigurationCache>().GetAsync(DairyTestCluster.FarmId)).FindRule(
                    rule.Id));
        }

        Assert.True(dairy.SiloTime.GetElapsedTime(started) < TimeSpan.FromSeconds(2));
        foreach (var sensor in sensors)
        {
            await dairy.SendTelemetryAsync(sensor, TestDevices.Climate(dairy.Now, 41));
        }

        var alerts =
            await dairy.AlertStore.ListAlertsAsync(
                new AlertQuery { FarmId = DairyTestCluster.FarmId }, 100, null, DairyTestCluster.TimeoutToken);
        Assert.Equal(sensors.Select(sensor => sensor.Id).Order(), alerts.Items.Select(alert => alert.Source.Id).Order());
    }

    [Fact]
    public async Task Of_a_thousand_rules_the_one_that_matches_opens_and_ends()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        var sensor = TestDevices.Sensor();
        await dairy.RegisterAsync(sensor);
        for (var i = 0; i < 999; i++)
        {
            var definition = Hot with
            {
                Name = $"rule {i}",
                Where = i == 617
                    ? "temperature_c > 30"
                    : $"temperature_c > {50 + i % 7} AND humidity_percent > {i % 90}"
            };
            Assert.True(
                await dairy.AlertStore.SaveRuleAsync(new StoredRule
                { Id = $"R-{i}", FarmId = DairyTestCluster.FarmId, Version = 1, Definition = definition, SavedAt = dairy.Now },
                DairyTestCluster.TimeoutToken));
        }

        // Whoever saves by the actor is told at once.
        await dairy.Grains.GetGrain<IRuleSetGrain>(DairyTestCluster.FarmId)
            .CreateRuleAsync(Hot with { Name = "last", Where = "temperature_c > 57" }, null);
        var first = dairy.Now;
        foreach (var temperature in new[] { 25, 35, 36, 25 })
        {
            await dairy.SendTelemetryAsync(sensor, TestDevices.Climate(dairy.Now, temperature));
            dairy.Time.Advance(TimeSpan.FromMinutes(1));
        }

        var alert =
            Assert.Single(
                (await dairy.AlertStore.ListAlertsAsync(
                    new AlertQuery { FarmId = DairyTestCluster.FarmId }, 100, null, DairyTestCluster.TimeoutToken)).Items);
        Assert.Equal(("R-617", first + 60_000, first + 180_000), (alert.RuleId, alert.OpenedAt, alert.ConditionEndedAt));
    }

    [Fact]
    public async Task A_backlog_from_before_the_rule_is_looked_back_on_when_it_was_gathered()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        var sensor = TestDevices.Sensor();
        await dairy.RegisterAsync(sensor);
        await dairy.SendTelemetryAsync(sensor, TestDevices.Climate(dairy.Now, 20));
        var saved = dairy.Now;
        await dairy.Grains.GetGrain<IRuleSetGrain>(DairyTestCluster.FarmId)
            .CreateRuleAsync(Hot with { Where = "avg(temperature_c, PT1H) > 30" }, null);
        dairy.Time.Advance(TimeSpan.FromMinutes(1));
        await dairy.SendTelemetryAsync(sensor, TestDevices.Climate(dairy.Now, 20));
        for (var minute = 40; minute > 0; minute--)
        {
            // A gateway sends what it kept, message by message.
            await dairy.SendTelemetryAsync(sensor, TestDevices.Climate(saved - minute * 60_000, 50));
        }

        Assert.Empty(
            (await dairy.AlertStore.ListAlertsAsync(
                new AlertQuery { FarmId = DairyTestCluster.FarmId }, 100, null, DairyTestCluster.TimeoutToken)).Items);
        dairy.Time.Advance(TimeSpan.FromMinutes(1));
        await dairy.SendTelemetryAsync(sensor, TestDevices.Climate(dairy.Now, 20));
        var alert =
            Assert.Single(
                (await dairy.AlertStore.ListAlertsAsync(
                    new AlertQuery { FarmId = DairyTestCluster.FarmId }, 100, null, DairyTestCluster.TimeoutToken)).Items);
        Assert.Equal(saved, alert.OpenedAt);
    }
}
