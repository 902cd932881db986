using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Readings;
using SmartDairy.Grains.Parts;
using SmartDairy.History.Registry;

namespace SmartDairy.Grains.Alerts;

/// <summary>
/// Activates the devices and animals of a farm that are sources of time-based rules, because a source that fell silent activates nothing.
/// Called every minute, it works when rules, silos or the herd changed, and every ten minutes in any case.
/// </summary>
public sealed partial class SourceActivator(
    AlertConfigurationCache configurations, IRegistry registry, IGrainFactory grains, TimeProvider time, ILogger<SourceActivator> log)
{
    private const int Page = 1_000;
    private const int Parallelism = 32;
    private static readonly TimeSpan MaxInterval = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<int, LastRun> _lastRuns = new();

    public async Task ActivateAsync(int farmId, MembershipVersion membership)
    {
        try
        {
            var configuration = await configurations.GetAsync(farmId);
            if (_lastRuns.TryGetValue(farmId, out var last) && last.Silos == membership && last.Configuration == configuration
                && time.GetElapsedTime(last.At) < MaxInterval)
            {
                return;
            }

            if (configuration.Rules.HasTimeBasedRules)
            {
                await ActivateDevicesAsync(configuration);
                await ActivateAnimalsAsync(configuration);
            }

            _lastRuns[farmId] = new LastRun(membership, configuration, time.GetTimestamp());
        }
        catch (Exception e) when (Transient.Is(e))
        {
            LogRunFailed(farmId, e.Message);
        }
    }

    /// <summary>True when a rule covers a device or an animal now.</summary>
    public async Task<bool> CoversAsync(AlertConfiguration configuration, string ruleId, string sourceId)
    {
        var binding = await registry.FindDeviceAsync(sourceId, CancellationToken.None) is { } device
            ? configuration.Rules.SelectFor(device.Registration)
            : await registry.FindAnimalAsync(configuration.FarmId, sourceId, CancellationToken.None) is { } animal
                ? configuration.Rules.SelectFor(animal)
            : null;
        return binding is not null && binding.Rules.Any(rule => rule.Id == ruleId);
    }

    private async Task ActivateDevicesAsync(AlertConfiguration configuration)
    {
        string? after = null;
        do
        {
            var page = await registry.ListDevicesAsync(
                configuration.FarmId, new DeviceFilter(null, null, null, null), Page, after, CancellationToken.None);
            await ActivateAsync(page.Items.Where(device => configuration.Rules.SelectFor(device).IsTimeBased)
                .Select(device => grains.GetGrain<IDeviceGrain>(device.Id)), device => device.ActivateForRulesAsync());
            after = page.HasNext ? page.Cursors[^1] : null;
        }
        while (after is not null);
    }

    private async Task ActivateAnimalsAsync(AlertConfiguration configuration)
    {
        if (!configuration.StoredRules.Any(rule => configuration.FindCompiledRule(rule.Id) is { IsTimeBased: true } compiled
            && (compiled.IsEvaluatedPerAnimal(ReadingFamily.Milking) || compiled.IsEvaluatedPerAnimal(ReadingFamily.Rfid))))
        {
            return;
        }

        string? after = null;
        do
        {
            var page = await registry.ListAnimalsAsync(configuration.FarmId, null, Page, after, CancellationToken.None);
            await ActivateAsync(
                page.Items.Where(animal => configuration.Rules.SelectFor(animal).IsTimeBased)
                .Select(animal => grains.GetGrain<IAnimalGrain>($"{animal.FarmId}/{animal.Id}")), animal => animal.ActivateForRulesAsync());
            after = page.HasNext ? page.Cursors[^1] : null;
        }
        while (after is not null);
    }

    private async Task ActivateAsync<T>(IEnumerable<T> sources, Func<T, Task> call)
        where T : IAddressable
    {
        foreach (var chunk in sources.Chunk(Parallelism))
        {
            await Task.WhenAll(chunk.Select(source => TryAsync(source, call)));
        }
    }

    /// <summary>Logs a failure, so that one source that cannot be activated does not hold up the others.</summary>
    private async Task TryAsync<T>(T source, Func<T, Task> call)
        where T : IAddressable
    {
        try
        {
            await call(source);
        }
        catch (Exception e)
        {
            LogActivationFailed(source.GetGrainId().ToString(), e.Message);
        }
    }

    [LoggerMessage(2451, LogLevel.Warning,
        "Failed to activate the sources of time-based rules of farm {Farm} ({Reason}); retrying within a minute")]
    private partial void LogRunFailed(int farm, string reason);

    [LoggerMessage(2452, LogLevel.Warning, "Activating {Source} for a time-based rule failed ({Reason}); retrying within 10 min")]
    private partial void LogActivationFailed(string source, string reason);

    private sealed record LastRun(MembershipVersion Silos, AlertConfiguration Configuration, long At);
}
