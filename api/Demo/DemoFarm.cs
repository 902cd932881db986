using SmartDairy.Broker.Embedded;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Farms;
using SmartDairy.Hosting.Configuration;
using SmartDairy.Rules.Yaml;
using SmartDairy.Simulator;
using SmartDairy.Simulator.Fleet;

namespace SmartDairy.Api.Demo;

/// <summary>
/// A farm to look at: a simulated herd that speaks to this process's broker with the credentials of ordinary devices. At first start it
/// sends two weeks of its past as fast as it is acknowledged; from then on it lives in real time, and catches up on what it slept through.
/// </summary>
internal sealed partial class DemoFarm(
    IGrainFactory grains, EmbeddedBrokerEndpoint broker, SmartDairyOptions settings, TimeProvider time, IHostApplicationLifetime lifetime,
    ILogger<DemoFarm> log)
    : BackgroundService
{
    private const int FarmId = 1;
    private static readonly TimeSpan BackfillSpan = TimeSpan.FromDays(14);
    private static readonly TimeSpan LiveSpan = TimeSpan.FromDays(365);
    private readonly DemoCredentialsFile _credentials = new(settings.DataDirectory);
    private readonly DemoProgressFile _progress = new(settings.DataDirectory);

    protected override async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        if (!await WaitForApplicationStartAsync(cancellationToken))
        {
            return;
        }

        try
        {
            var herd = SimulatedHerd.Create(new SimulatedHerdOptions { FarmId = FarmId });
            if (await LoadOrRegisterDevicesAsync(herd, cancellationToken) is { } passwords)
            {
                await SimulateAsync(herd, passwords, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            LogFailed(e);
        }
    }

    private async Task<bool> WaitForApplicationStartAsync(CancellationToken cancellationToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await using var stop = cancellationToken.Register(() => started.TrySetCanceled(cancellationToken));
        try
        {
            await started.Task;
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task<IReadOnlyDictionary<string, string>?> LoadOrRegisterDevicesAsync(
        SimulatedHerd herd, CancellationToken cancellationToken)
    {
        var farm = grains.GetGrain<IFarmGrain>(FarmId);
        if (await _credentials.LoadAsync(cancellationToken) is { } kept)
        {
            return kept;
        }

        if (await farm.GetAsync() is not null)
        {
            LogFarmExists(FarmId);
            return null;
        }

        await farm.CreateAsync(new FarmSnapshot(FarmId, "Demo farm", herd.Options.TimeZone));
        await farm.RegisterAnimalsAsync(herd.Animals(time.GetUtcNow()));
        var issued = await farm.RegisterDevicesAsync(herd.Devices);
        var passwords = issued.ToDictionary(credentials => credentials.Device.Id, credentials => credentials.Password);
        await _credentials.SaveAsync(passwords, cancellationToken);
        await CreateDefaultRulesAsync();
        LogRegistered(herd.Cows.Count, herd.Devices.Count(device => device.Type != DeviceType.ActivityCollar));
        return passwords;
    }

    /// <summary>
    /// The rules that come with the program. Alerts of the past that is filled in below are over when they become known, so nobody is told
    /// of them.
    /// </summary>
    private async Task CreateDefaultRulesAsync()
    {
        var book = grains.GetGrain<IRuleSetGrain>(FarmId);
        foreach (var entry in RuleFile.LoadDefaults().Rules)
        {
            await book.CreateRuleAsync(entry.Rule, "default rules");
        }
    }

    private async Task SimulateAsync(SimulatedHerd herd, IReadOnlyDictionary<string, string> passwords, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var from = await _progress.LoadAsync(cancellationToken) is { } reached && reached > now - BackfillSpan
            ? reached
            : now - BackfillSpan;
        var fast = new FleetOptions { Host = "127.0.0.1", Port = broker.Port, Speed = 0, ProgressInterval = TimeSpan.FromSeconds(2) };
        var filled = await new MqttFleet(fast, herd.Connections, passwords, time).RunAsync(
            herd.Messages(from, now), herd.EstimateMessageCount(now - from), LogProgress, cancellationToken);
        await _progress.SaveAsync(now, cancellationToken);
        LogBackfilled(filled.Acknowledged, filled.Elapsed.TotalSeconds, (now - from).TotalDays, filled.Rejected);

        var live = fast with { Speed = 1, ProgressInterval = TimeSpan.FromMinutes(1) };
        await new MqttFleet(live, herd.Connections, passwords, time).RunAsync(
            herd.Messages(now, now + LiveSpan), null, _ => _progress.Save(time.GetUtcNow()), cancellationToken, now);
    }

    private void LogProgress(FleetProgress progress)
    {
        if (progress.Remaining is { } remaining && remaining > TimeSpan.Zero)
        {
            LogBackfilling(progress.Acknowledged, progress.Total ?? 0, progress.Rate, remaining.TotalSeconds);
        }
    }

    [LoggerMessage(5001, LogLevel.Information, "Demo farm: registered {Cows} cows with their collars, and {Devices} other devices")]
    private partial void LogRegistered(int cows, int devices);

    [LoggerMessage(5002, LogLevel.Information,
        "Demo farm: sending the backlog, {Acknowledged} of about {Total} messages, {Rate:F0}/s, {Remaining:F0} s left")]
    private partial void LogBackfilling(long acknowledged, long total, double rate, double remaining);

    [LoggerMessage(5003, LogLevel.Information,
        "Demo farm: {Acknowledged} messages of the last {Days:F1} days were stored in {Seconds:F1} s ({Refused} rejected); the farm is live now")]
    private partial void LogBackfilled(long acknowledged, double seconds, double days, long refused);

    [LoggerMessage(5004, LogLevel.Warning,
        "Demo farm: farm {FarmId} exists and is not the demo farm; the demo does not start. Set Demo:Enabled to false to avoid this warning")]
    private partial void LogFarmExists(int farmId);

    [LoggerMessage(5005, LogLevel.Error, "Failed to run the demo farm; the demo stopped, and the rest of the server continues")]
    private partial void LogFailed(Exception exception);
}
