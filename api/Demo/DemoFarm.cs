using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Farms;
using SmartDairy.Hosting.Broker;
using SmartDairy.Hosting.Settings;
using SmartDairy.RuleFiles;
using SmartDairy.Simulator;
using SmartDairy.Simulator.Fleet;

namespace SmartDairy.Api.Demo;

/// <summary>
/// A farm to look at: a simulated herd that speaks to this process's broker with the credentials of ordinary devices. At first start it sends two weeks of
/// its past as fast as it is acknowledged; from then on it lives in real time, and catches up on what it slept through.
/// </summary>
internal sealed partial class DemoFarm(
    IGrainFactory grains, BrokerEndpoint broker, SmartDairySettings settings, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<DemoFarm> log)
    : BackgroundService
{
    private const int FarmId = 1;
    private static readonly TimeSpan Past = TimeSpan.FromDays(14);
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(365);
    private readonly DemoCredentials _credentials = new(settings.DataDirectory);
    private readonly DemoProgress _progress = new(settings.DataDirectory);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!await StartedAsync(stoppingToken))
        {
            return;
        }

        try
        {
            var herd = Herd.Create(new HerdOptions { FarmId = FarmId });
            if (await PasswordsAsync(herd, stoppingToken) is { } passwords)
            {
                await LiveAsync(herd, passwords, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            LogFailed(e);
        }
    }

    private async Task<bool> StartedAsync(CancellationToken stopping)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await using var stop = stopping.Register(() => started.TrySetCanceled(stopping));
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

    private async Task<IReadOnlyDictionary<string, string>?> PasswordsAsync(Herd herd, CancellationToken stopping)
    {
        var farm = grains.GetGrain<IFarmGrain>(FarmId);
        if (await _credentials.LoadAsync(stopping) is { } kept)
        {
            return kept;
        }

        if (await farm.GetAsync() is not null)
        {
            LogTaken(FarmId);
            return null;
        }

        await farm.CreateAsync(new FarmSnapshot(FarmId, "Demo farm", herd.Options.TimeZone));
        await farm.RegisterAnimalsAsync(herd.Animals(time.GetUtcNow()));
        var issued = await farm.RegisterDevicesAsync(herd.Devices);
        var passwords = issued.ToDictionary(credentials => credentials.Device.Id, credentials => credentials.Password);
        await _credentials.SaveAsync(passwords, stopping);
        await LoadRulesAsync();
        LogRegistered(herd.Cows.Count, herd.Devices.Count(device => device.Type != DeviceType.ActivityCollar));
        return passwords;
    }

    /// <summary>The rules that come with the program. Alerts of the past that is filled in below are over when they become known, so nobody is told of them.</summary>
    private async Task LoadRulesAsync()
    {
        var book = grains.GetGrain<IRuleBookGrain>(FarmId);
        foreach (var entry in RuleFile.Defaults().Rules)
        {
            await book.CreateAsync(entry.Rule, "default rules");
        }
    }

    private async Task LiveAsync(Herd herd, IReadOnlyDictionary<string, string> passwords, CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        var from = await _progress.LoadAsync(stopping) is { } reached && reached > now - Past ? reached : now - Past;
        var fast = new FleetOptions { Host = "127.0.0.1", Port = broker.Port, Speed = 0, ProgressInterval = TimeSpan.FromSeconds(2) };
        var filled = await new MqttFleet(fast, herd.Connections, passwords, time).RunAsync(
            herd.Messages(from, now), herd.Estimate(now - from), Report, stopping);
        await _progress.SaveAsync(now, stopping);
        LogFilled(filled.Acknowledged, filled.Elapsed.TotalSeconds, (now - from).TotalDays, filled.Refused);

        var live = fast with { Speed = 1, ProgressInterval = TimeSpan.FromMinutes(1) };
        await new MqttFleet(live, herd.Connections, passwords, time).RunAsync(
            herd.Messages(now, now + Ahead), null, _ => _progress.Save(time.GetUtcNow()), stopping, now);
    }

    private void Report(FleetProgress progress)
    {
        if (progress.Remaining is { } remaining && remaining > TimeSpan.Zero)
        {
            LogFilling(progress.Acknowledged, progress.Total ?? 0, progress.Rate, remaining.TotalSeconds);
        }
    }

    [LoggerMessage(5001, LogLevel.Information, "Demo farm: registered {Cows} cows with their collars, and {Devices} other devices")]
    private partial void LogRegistered(int cows, int devices);

    [LoggerMessage(5002, LogLevel.Information, "Demo farm: filling in the past, {Acknowledged} of about {Total} messages, {Rate:F0}/s, {Remaining:F0} s to go")]
    private partial void LogFilling(long acknowledged, long total, double rate, double remaining);

    [LoggerMessage(5003, LogLevel.Information, "Demo farm: {Acknowledged} messages of the last {Days:F1} days were stored in {Seconds:F1} s ({Refused} refused); it is live now")]
    private partial void LogFilled(long acknowledged, double seconds, double days, long refused);

    [LoggerMessage(5004, LogLevel.Warning, "Demo farm: farm {FarmId} exists and is not the demo's, so there is no demo. Start with --Demo:Enabled=false to stop asking")]
    private partial void LogTaken(int farmId);

    [LoggerMessage(5005, LogLevel.Error, "The demo farm stopped; everything else goes on")]
    private partial void LogFailed(Exception exception);
}
