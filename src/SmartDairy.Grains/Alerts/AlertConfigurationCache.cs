using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using SmartDairy.History;
using SmartDairy.History.Alerts;
using SmartDairy.History.Registry;
using SmartDairy.Rules.Compilation;

namespace SmartDairy.Grains.Alerts;

/// <summary>
/// The alert configurations of the farms this silo works for, compiled once and shared by all its actors. A change is notified at once;
/// versions are also polled every second, in case a notification was lost.
/// </summary>
public sealed partial class AlertConfigurationCache(
    IAlertStore store, IRegistry registry, TimeProvider time, ILogger<AlertConfigurationCache> log)
    : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<int, AlertConfiguration> _configurations = new();
    private readonly ConcurrentDictionary<int, SemaphoreSlim> _loadLocks = new();
    private readonly CancellationTokenSource _stop = new();
    private Task _polling = Task.CompletedTask;
    private int _generation = 1;

    /// <summary>Rises whenever a configuration is replaced, so that one comparison shows that nothing changed.</summary>
    public int Generation => Volatile.Read(ref _generation);

    /// <summary>The farm's configuration as known to this silo; read from the store at the first call.</summary>
    /// <exception cref="HistoryUnavailableException">The configuration was never read and cannot be read now.</exception>
    public ValueTask<AlertConfiguration> GetAsync(int farmId)
        => _configurations.TryGetValue(farmId, out var configuration) ? new(configuration) : new(LoadAsync(farmId, 0));

    /// <summary>Reads the farm's configuration again unless this version or a later one is known.</summary>
    public async Task RefreshAsync(int farmId, long version)
    {
        if (_configurations.TryGetValue(farmId, out var configuration) && configuration.Version < version)
        {
            await LoadAsync(farmId, version);
        }
    }

    /// <summary>Reads the farm's configuration again, because data of the registry it contains changed.</summary>
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
        // One load at a time: otherwise an older version could be applied last and stay.
        var loadLock = _loadLocks.GetOrAdd(farmId, static _ => new SemaphoreSlim(1));
        try
        {
            await loadLock.WaitAsync(_stop.Token);
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
            var configuration = await BuildAsync(farmId, row, known);
            _configurations[farmId] = configuration;
            Interlocked.Increment(ref _generation);
            return configuration;
        }
        catch (OperationCanceledException e) when (_stop.IsCancellationRequested)
        {
            throw Stopping(e);
        }
        finally
        {
            loadLock.Release();
        }
    }

    /// <summary>Reported as an outage, so that readings that cannot be evaluated any more are not acknowledged.</summary>
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
            catch (ArgumentException e)
            {
                // The rule was saved by another build. One unusable rule must not disable the others.
                LogRuleUnusable(rule.Id, farmId, e.Message);
            }
        }

        var groups = grouped ? await registry.ListAnimalGroupsAsync(farmId, _stop.Token) : new Dictionary<string, string>();
        return new AlertConfiguration(farmId, farm?.Name ?? $"Farm {farmId}", zone, row, compiled, groups);
    }

    private async Task PollVersionsAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(PollInterval, time);
        var unavailable = false;
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

                unavailable = false;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                if (!unavailable)
                {
                    LogPollFailed(e.Message);
                }

                unavailable = true;
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

    [LoggerMessage(2401, LogLevel.Error, "Rule {Rule} of farm {Farm} cannot be used ({Reason}); other rules stay in force")]
    private partial void LogRuleUnusable(string rule, int farm, string reason);

    [LoggerMessage(2402, LogLevel.Warning,
        "Failed to read the versions of alert configurations ({Reason}); known configurations stay in force, retrying every second")]
    private partial void LogPollFailed(string reason);
}
