using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Contracts.Farms;
using SmartDairy.History;
using SmartDairy.History.Alerts;
using SmartDairy.History.Registry;
using SmartDairy.Rules.Compilation;

namespace SmartDairy.Grains.Alerts;

/// <summary>
/// The rule books of the farms this silo works for, compiled once and shared by all its actors. A book that changed is told of at once, and asked for every
/// second in case nobody could tell.
/// </summary>
public sealed partial class AlertConfigurationCache(IAlertStore store, IRegistry registry, TimeProvider time, ILogger<AlertConfigurationCache> log) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<int, AlertConfiguration> _configurations = new();
    private readonly ConcurrentDictionary<int, SemaphoreSlim> _loadLocks = new();
    private readonly CancellationTokenSource _stop = new();
    private Task _polling = Task.CompletedTask;

    /// <summary>Rises whenever any book was replaced: who remembers it knows by one comparison that nothing changed.</summary>
    public int Generation => Volatile.Read(ref _generation);

    private int _generation = 1;

    /// <summary>The farm's book as this silo knows it; read from the store the first time.</summary>
    /// <exception cref="HistoryUnavailableException">It was never read, and cannot be read now.</exception>
    public ValueTask<AlertConfiguration> GetAsync(int farmId) => _configurations.TryGetValue(farmId, out var book) ? new(book) : new(LoadAsync(farmId, 0));

    /// <summary>Reads the farm's book again unless it is known in this version or a later one.</summary>
    public async Task RefreshAsync(int farmId, long version)
    {
        if (_configurations.TryGetValue(farmId, out var book) && book.Version < version)
        {
            await LoadAsync(farmId, version);
        }
    }

    /// <summary>Reads the farm's book again, because what it takes from the registry changed.</summary>
    public Task ReloadAsync(int farmId) => _configurations.ContainsKey(farmId) ? LoadAsync(farmId, long.MaxValue) : Task.CompletedTask;

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(AlertConfigurationCache),
        ServiceLifecycleStage.Active,
        _ =>
        {
            _polling = Task.Run(() => PollVersionsAsync(_stop.Token), CancellationToken.None);
            return Task.CompletedTask;
        },
        async _ =>
        {
            await _stop.CancelAsync();
            await _polling;
        });

    public void Dispose() => _stop.Dispose();

    private async Task<AlertConfiguration> LoadAsync(int farmId, long version)
    {
        // One at a time: otherwise an older picture could come last and stay.
        var gate = _loadLocks.GetOrAdd(farmId, static _ => new SemaphoreSlim(1));
        try
        {
            await gate.WaitAsync(_stop.Token);
        }
        catch (OperationCanceledException e)
        {
            throw Stopping(e);
        }

        try
        {
            if (_configurations.TryGetValue(farmId, out var known) && known.Version >= version)
            {
                return known;
            }

            var row = await store.LoadRuleSetAsync(farmId, _stop.Token);
            var book = await BuildAsync(farmId, row, known);
            _configurations[farmId] = book;
            Interlocked.Increment(ref _generation);
            return book;
        }
        catch (OperationCanceledException e) when (_stop.IsCancellationRequested)
        {
            throw Stopping(e);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>What is not judged now must not be acknowledged.</summary>
    private static HistoryUnavailableException Stopping(Exception cause) => new("The silo is stopping.", cause);

    private async Task<AlertConfiguration> BuildAsync(int farmId, StoredRuleSet row, AlertConfiguration? before)
    {
        var farm = await registry.FindFarmAsync(farmId, _stop.Token);
        var zone = farm is not null && TimeZoneInfo.TryFindSystemTimeZoneById(farm.TimeZone, out var found) ? found : TimeZoneInfo.Utc;
        var compiled = new List<CompiledRule>(row.Rules.Count);
        var grouped = false;
        foreach (var rule in row.Rules)
        {
            grouped |= rule.Definition.Scope.AnimalGroups is { Count: > 0 };
            if (before?.FindCompiledRule(rule.Id) is { } same && same.Version == rule.Version && before.TimeZone.Equals(zone))
            {
                compiled.Add(same);
                continue;
            }

            try
            {
                compiled.Add(CompiledRule.Compile(rule, zone));
            }
            catch (ArgumentException broken)
            {
                // Saved by another version of the program: one bad rule must not silence the others.
                LogRuleUnusable(rule.Id, farmId, broken.Message);
            }
        }

        var groups = grouped ? await registry.ListAnimalGroupsAsync(farmId, _stop.Token) : new Dictionary<string, string>();
        return new AlertConfiguration(farmId, farm?.Name ?? $"Farm {farmId}", zone, row, compiled, groups);
    }

    private async Task PollVersionsAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(PollInterval, time);
        var away = false;
        while (true)
        {
            try
            {
                await timer.WaitForNextTickAsync(cancellationToken);
                if (!_configurations.IsEmpty)
                {
                    foreach (var (farm, version) in await store.LoadRuleSetVersionsAsync([.. _configurations.Keys], cancellationToken))
                    {
                        await TryRefreshAsync(farm, version);
                    }
                }

                away = false;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                if (!away)
                {
                    LogPollFailed(e.Message);
                }

                away = true;
            }
        }
    }

    private async Task TryRefreshAsync(int farm, long version)
    {
        try
        {
            await RefreshAsync(farm, version);
        }
        catch (Exception e) when (e is not (HistoryUnavailableException or OperationCanceledException))
        {
            LogRuleUnusable("*", farm, e.Message);
        }
    }

    [LoggerMessage(2401, LogLevel.Error, "Rule {Rule} of farm {Farm} cannot be used: {Reason}")]
    private partial void LogRuleUnusable(string rule, int farm, string reason);

    [LoggerMessage(2402, LogLevel.Warning, "The versions of the rule books cannot be read now ({Reason}); what is known stays in force")]
    private partial void LogPollFailed(string reason);
}
