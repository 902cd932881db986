using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Readings;
using SmartDairy.History;
using SmartDairy.History.Registry;

namespace SmartDairy.Grains.Alerts;

/// <summary>
/// Wakes the devices and animals of a farm that a rule waits for: a source that fell silent wakes itself no more. Called every minute, it does something when rules, silos or the herd changed,
/// and every ten minutes in any case.
/// </summary>
public sealed partial class RollCall(RuleBooks books, IRegistry registry, IGrainFactory grains, TimeProvider time, ILogger<RollCall> log)
{
    private const int Page = 1_000;
    private const int AtOnce = 32;
    private static readonly TimeSpan Anyway = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<int, Called> _called = new();

    public async Task CallAsync(int farmId, MembershipVersion silos)
    {
        try
        {
            var book = await books.OfAsync(farmId);
            if (_called.TryGetValue(farmId, out var last) && last.Silos == silos && last.Book == book && time.GetElapsedTime(last.At) < Anyway)
            {
                return;
            }

            if (book.Rules.WaitsForTime)
            {
                await DevicesAsync(book);
                await AnimalsAsync(book);
            }

            _called[farmId] = new Called(silos, book, time.GetTimestamp());
        }
        catch (Exception e) when (e is HistoryUnavailableException or TimeoutException or OrleansException)
        {
            LogLater(farmId, e.Message);
        }
    }

    /// <summary>Whether a rule is about a device or an animal.</summary>
    public async Task<bool> CoversAsync(FarmBook book, string ruleId, string sourceId)
    {
        var binding = await registry.DeviceAsync(sourceId, CancellationToken.None) is { } device ? book.Rules.Bind(device.Registration)
            : await registry.AnimalAsync(book.FarmId, sourceId, CancellationToken.None) is { } animal ? book.Rules.Bind(animal)
            : null;
        return binding is not null && binding.Rules.Any(rule => rule.Id == ruleId);
    }

    private async Task DevicesAsync(FarmBook book)
    {
        string? after = null;
        do
        {
            var page = await registry.DevicesAsync(book.FarmId, new DeviceFilter(null, null, null, null), Page, after, CancellationToken.None);
            await CallAsync(page.Items.Where(device => book.Rules.Bind(device).WaitsForTime).Select(device => grains.GetGrain<IDeviceGrain>(device.Id)), device => device.WatchAsync());
            after = page.HasNext ? page.Cursors[^1] : null;
        }
        while (after is not null);
    }

    private async Task AnimalsAsync(FarmBook book)
    {
        if (!book.Stored.Any(rule => book.Compiled(rule.Id) is { WaitsForTime: true } compiled && (compiled.IsPerAnimal(ReadingFamily.Milking) || compiled.IsPerAnimal(ReadingFamily.Rfid))))
        {
            return;
        }

        string? after = null;
        do
        {
            var page = await registry.AnimalsAsync(book.FarmId, null, Page, after, CancellationToken.None);
            await CallAsync(
                page.Items.Where(animal => book.Rules.Bind(animal).WaitsForTime).Select(animal => grains.GetGrain<IAnimalGrain>($"{animal.FarmId}/{animal.Id}")), animal => animal.WatchAsync());
            after = page.HasNext ? page.Cursors[^1] : null;
        }
        while (after is not null);
    }

    private async Task CallAsync<T>(IEnumerable<T> called, Func<T, Task> call)
        where T : IAddressable
    {
        foreach (var some in called.Chunk(AtOnce))
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
            LogAsleep(one.GetGrainId().ToString(), e.Message);
        }
    }

    [LoggerMessage(2451, LogLevel.Warning, "The devices of farm {Farm} that a rule waits for cannot all be woken now ({Reason}); it is tried again within a minute")]
    private partial void LogLater(int farm, string reason);

    [LoggerMessage(2452, LogLevel.Warning, "{Source}, which a rule waits for, cannot be woken now ({Reason}); it is tried again within ten minutes")]
    private partial void LogAsleep(string source, string reason);

    private sealed record Called(MembershipVersion Silos, FarmBook Book, long At);
}
