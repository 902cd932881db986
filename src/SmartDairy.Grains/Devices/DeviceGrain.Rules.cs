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
    private SourceRuleRunner? _rules;
    private RuleDeadlineTimer? _ruleTimer;
    private long? _ruleDeadline;

    public async Task<IReadOnlyList<MetricValue>> GetLatestAsync(int farmId)
        => await IsRegisteredAsync() && _registration!.FarmId == farmId ? _latest?.ToList() ?? [] : [];

    public async Task ActivateForRulesAsync()
    {
        if (await IsRegisteredAsync() && GetRuleRunner() is { } rules)
        {
            await rules.AdvanceAsync();
            if (rules.NeedsStatus)
            {
                NotifyRules(ComputeStatus());
            }

            ArmRuleTimer();
        }
    }

    private async ValueTask EvaluateRulesAsync(List<Reading> readings)
    {
        if (GetRuleRunner() is not { } rules)
        {
            return;
        }

        await rules.EvaluateAsync(readings);
        if (rules.NeedsStatus)
        {
            NotifyRules(ComputeStatus());
        }

        ArmRuleTimer();
        if (rules.HasAnimalRules)
        {
            await EvaluateAnimalRulesAsync(readings);
        }
    }

    /// <summary>What meters and readers tell of an animal is judged by her own actor: she is milked at many stalls.</summary>
    private async Task EvaluateAnimalRulesAsync(List<Reading> readings)
    {
        Dictionary<string, List<Reading>>? told = null;
        foreach (var reading in readings)
        {
            // Her collar's readings are judged at the collar.
            if (reading.Family is ReadingFamily.Milking or ReadingFamily.Rfid && reading.SubjectAnimalId is { } animal)
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
            await Task.WhenAll(told.Select(hers => EvaluateRulesOfAnimalAsync(hers.Key, hers.Value)));
        }
    }

    private async Task EvaluateRulesOfAnimalAsync(string animal, List<Reading> readings)
    {
        try
        {
            await GrainFactory.GetGrain<IAnimalGrain>($"{_registration!.FarmId}/{animal}").EvaluateRulesAsync(readings);
        }
        catch (OperationCanceledException e)
        {
            // Her silo stops: the messages come again.
            throw new HistoryUnavailableException(e.Message, e);
        }
        catch (Exception e) when (e is not (HistoryUnavailableException or TimeoutException or OrleansException))
        {
            LogRulesFailed(rules.Log, animal, e.Message);
        }
    }

    private SourceRuleRunner? GetRuleRunner()
    {
        if (_rules is null && _registration is { } registration)
        {
            var id = registration.Id;
            _rules = new SourceRuleRunner(
                registration.FarmId,
                id,
                book => _registration is { Enabled: true } device ? book.Rules.SelectFor(device) : null,
                (from, most) => history.ListSinceAsync(registration.FarmId, new HashSet<string> { id }, from, most, CancellationToken.None),
                rules);
            _ruleTimer = new RuleDeadlineTimer(
                _rules,
                (fire, wait) => this.RegisterGrainTimer(fire, new GrainTimerCreationOptions(wait, Timeout.InfiniteTimeSpan) { Interleave = true }),
                e => LogRulesFailed(rules.Log, id, e.Message),
                ArmRuleTimer,
                time);
        }

        return _rules;
    }

    private void ArmRuleTimer()
    {
        _ruleTimer!.Arm();
        if (_ruleDeadline is null != _ruleTimer.FiresAt is null)
        {
            _ruleDeadline = _ruleTimer.FiresAt;
            UpdateKeepAlive();
        }
    }

    private void NotifyRules(DeviceStatus status)
    {
        if (GetRuleRunner() is { } judge)
        {
            _ = NotifyRulesAsync(judge, status);
        }
    }

    private async Task NotifyRulesAsync(SourceRuleRunner judge, DeviceStatus status)
    {
        try
        {
            await judge.StatusChangedAsync(status, _presence.Connected, time.GetUtcNow().ToUnixTimeMilliseconds());
        }
        catch (Exception e) when (e is HistoryUnavailableException or TimeoutException or OrleansException)
        {
            LogRulesFailed(rules.Log, judge.SourceId, e.Message);
        }

        ArmRuleTimer();
    }

    [LoggerMessage(2211, LogLevel.Warning, "What the rules say of {Source} cannot be stored now ({Reason}); it is tried again")]
    private static partial void LogRulesFailed(ILogger logger, string source, string reason);
}
