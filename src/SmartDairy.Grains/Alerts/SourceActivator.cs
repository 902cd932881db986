using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using SmartDairy.Contracts;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Readings;
using SmartDairy.History;
using SmartDairy.History.Registry;
using SmartDairy.Rules.Compilation;

namespace SmartDairy.Grains.Alerts;

/// <summary>
/// Wakes the devices and animals of a farm that a rule waits for: a source that fell silent wakes itself no more. Called every minute, it does something when rules, silos or the herd changed,
/// and every ten minutes in any case.
/// </summary>
public sealed partial class SourceActivator(AlertConfigurationCache configurations, IRegistry registry, IGrainFactory grains, TimeProvider time, ILogger<SourceActivator> log)
{
    private const int Page = 1_000;
    private const int Parallelism = 32;
    private static readonly TimeSpan MaxInterval = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<int, LastRun> _lastRuns = new();

    public async Task ActivateAsync(int farmId, MembershipVersion membership)
    {
        try
        {
            var book = await configurations.GetAsync(farmId);
            if (_lastRuns.TryGetValue(farmId, out var last) && last.Silos == membership && last.Book == book && time.GetElapsedTime(last.At) < MaxInterval)
            {
                return;
            }

            if (book.Rules.HasTimeBasedRules)
            {
                await ActivateDevicesAsync(book);
                await ActivateAnimalsAsync(book);
            }

            _lastRuns[farmId] = new LastRun(membership, book, time.GetTimestamp());
        }
        catch (Exception e) when (e is HistoryUnavailableException or TimeoutException or OrleansException)
        {
            LogRunFailed(farmId, e.Message);
        }
    }

    /// <summary>Whether a rule is about a device or an animal.</summary>
    public async Task<bool> CoversAsync(AlertConfiguration book, string ruleId, string sourceId)
    {
        var binding = await registry.FindDeviceAsync(sourceId, CancellationToken.None) is { } device ? book.Rules.SelectFor(device.Registration)
            : await registry.FindAnimalAsync(book.FarmId, sourceId, CancellationToken.None) is { } animal ? book.Rules.SelectFor(animal)
            : null;
        return binding is not null && binding.Rules.Any(rule => rule.Id == ruleId);
    }

    private async Task ActivateDevicesAsync(AlertConfiguration book)
    {
        string? after = null;
        do
        {
            var page = await registry.ListDevicesAsync(book.FarmId, new DeviceFilter(null, null, null, null), Page, after, CancellationToken.None);
            await ActivateAsync(page.Items.Where(device => book.Rules.SelectFor(device).IsTimeBased).Select(device => grains.GetGrain<IDeviceGrain>(device.Id)), device => device.ActivateForRulesAsync());
            after = page.HasNext ? page.Cursors[^1] : null;
        }
        while (after is not null);
    }

    private async Task ActivateAnimalsAsync(AlertConfiguration book)
    {
        if (!book.StoredRules.Any(rule => book.FindCompiledRule(rule.Id) is { IsTimeBased: true } compiled && (compiled.IsEvaluatedPerAnimal(ReadingFamily.Milking) || compiled.IsEvaluatedPerAnimal(ReadingFamily.Rfid))))
        {
            return;
        }

        string? after = null;
        do
        {
            var page = await registry.ListAnimalsAsync(book.FarmId, null, Page, after, CancellationToken.None);
            await ActivateAsync(
                page.Items.Where(animal => book.Rules.SelectFor(animal).IsTimeBased).Select(animal => grains.GetGrain<IAnimalGrain>($"{animal.FarmId}/{animal.Id}")), animal => animal.ActivateForRulesAsync());
            after = page.HasNext ? page.Cursors[^1] : null;
        }
        while (after is not null);
    }

    private async Task ActivateAsync<T>(IEnumerable<T> called, Func<T, Task> call)
        where T : IAddressable
    {
        foreach (var some in called.Chunk(Parallelism))
        {
            await Task.WhenAll(some.Select(one => TryAsync(one, call)));
        }
    }

    /// <summary>One that cannot be woken must not keep the others asleep.</summary>
    private async Task TryAsync<T>(T one, Func<T, Task> call)
        where T : IAddressable
    {
        try
        {
            await call(one);
        }
        catch (Exception e)
        {
            LogActivationFailed(one.GetGrainId().ToString(), e.Message);
        }
    }

    [LoggerMessage(2451, LogLevel.Warning, "The devices of farm {Farm} that a rule waits for cannot all be woken now ({Reason}); it is tried again within a minute")]
    private partial void LogRunFailed(int farm, string reason);

    [LoggerMessage(2452, LogLevel.Warning, "{Source}, which a rule waits for, cannot be woken now ({Reason}); it is tried again within ten minutes")]
    private partial void LogActivationFailed(string source, string reason);

    private sealed record LastRun(MembershipVersion Silos, AlertConfiguration Book, long At);
}
