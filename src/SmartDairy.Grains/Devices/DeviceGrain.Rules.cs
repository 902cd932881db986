using Microsoft.Extensions.Logging;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using SmartDairy.Grains.Alerts;
using SmartDairy.History;

namespace SmartDairy.Grains.Devices;

/// <content>What the farm's rules say of the device.</content>
public sealed partial class DeviceGrain
{
    private SourceRules? _rules;
    private RuleClock? _clock;
    private long? _deadline;

    public async Task<IReadOnlyList<MetricValue>> LatestAsync(int farmId)
        => await FindAsync() && _registration!.FarmId == farmId ? _latest?.ToList() ?? [] : [];

    public async Task WatchAsync()
    {
        if (await FindAsync() && Rules() is { } rules)
        {
            await rules.AdvanceAsync();
            if (rules.WantsStatus)
            {
                TellRules(Status());
            }

            ArmRules();
        }
    }

    private async ValueTask JudgeAsync(List<Reading> readings)
    {
        if (Rules() is not { } rules)
        {
            return;
        }

        await rules.JudgeAsync(readings);
        if (rules.WantsStatus)
        {
            TellRules(Status());
        }

        ArmRules();
        if (rules.JudgesAnimals)
        {
            await JudgeAnimalsAsync(readings);
        }
    }

    /// <summary>What meters and readers tell of an animal is judged by her own actor: she is milked at many stalls.</summary>
    private async Task JudgeAnimalsAsync(List<Reading> readings)
    {
        Dictionary<string, List<Reading>>? told = null;
        foreach (var reading in readings)
        {
            // Her collar's readings are judged at the collar.
            if (reading.Family is ReadingFamily.Milking or ReadingFamily.Rfid && reading.Animal is { } animal)
            {
                told ??= new(StringComparer.Ordinal);
                if (!told.TryGetValue(animal, out var hers))
                {
                    told.Add(animal, hers = []);
                }

                hers.Add(reading);
            }
        }

        if (told is not null)
        {
            await Task.WhenAll(told.Select(hers => JudgeAnimalAsync(hers.Key, hers.Value)));
        }
    }

    private async Task JudgeAnimalAsync(string animal, List<Reading> readings)
    {
        try
        {
            await GrainFactory.GetGrain<IAnimalGrain>($"{_registration!.FarmId}/{animal}").JudgeAsync(readings);
        }
        catch (OperationCanceledException e)
        {
            // Her silo stops: the messages come again.
            throw new HistoryUnavailableException(e.Message, e);
        }
        catch (Exception e) when (e is not (HistoryUnavailableException or TimeoutException or OrleansException))
        {
            LogLater(rules.Log, animal, e.Message);
        }
    }

    private SourceRules? Rules()
    {
        if (_rules is null && _registration is { } registration)
        {
            var id = registration.Id;
            _rules = new SourceRules(
                registration.FarmId,
                id,
                book => _registration is { Enabled: true } device ? book.Rules.Bind(device) : null,
                (from, most) => history.SinceAsync(registration.FarmId, new HashSet<string> { id }, from, most, CancellationToken.None),
                rules);
            _clock = new RuleClock(
                _rules,
                (fire, wait) => this.RegisterGrainTimer(fire, new GrainTimerCreationOptions(wait, Timeout.InfiniteTimeSpan) { Interleave = true }),
                e => LogLater(rules.Log, id, e.Message),
                ArmRules,
                time);
        }

        return _rules;
    }

    private void ArmRules()
    {
        _clock!.Arm();
        if (_deadline is null != _clock.Armed is null)
        {
            _deadline = _clock.Armed;
            StayIfNeeded();
        }
    }

    private void TellRules(DeviceStatus status)
    {
        if (Rules() is { } judge)
        {
            _ = TellAsync(judge, status);
        }
    }

    private async Task TellAsync(SourceRules judge, DeviceStatus status)
    {
        try
        {
            await judge.StatusChangedAsync(status, _presence.Connected, time.GetUtcNow().ToUnixTimeMilliseconds());
        }
        catch (Exception e) when (e is HistoryUnavailableException or TimeoutException or OrleansException)
        {
            LogLater(rules.Log, judge.SourceId, e.Message);
        }

        ArmRules();
    }

    [LoggerMessage(2211, LogLevel.Warning, "What the rules say of {Source} cannot be stored now ({Reason}); it is tried again")]
    private static partial void LogLater(ILogger logger, string source, string reason);
}
