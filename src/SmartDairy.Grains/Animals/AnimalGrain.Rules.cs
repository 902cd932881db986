using Microsoft.Extensions.Logging;
using SmartDairy.Contracts.Readings;
using SmartDairy.Grains.Alerts;
using SmartDairy.Grains.Parts;

namespace SmartDairy.Grains.Animals;

/// <content>What the farm's rules say of her.</content>
public sealed partial class AnimalGrain
{
    private SourceRuleRunner? _rules;
    private DeadlineTimer? _ruleTimer;
    private bool _keptActive;

    public async Task EvaluateRulesAsync(IReadOnlyList<Reading> readings)
    {
        await GetRuleRunner().EvaluateAsync(readings);
        ArmRuleTimer();
    }

    public async Task ActivateForRulesAsync()
    {
        await GetRuleRunner().AdvanceAsync();
        ArmRuleTimer();
    }

    private SourceRuleRunner GetRuleRunner()
    {
        if (_rules is null)
        {
            var (farm, animal) = Key;
            _rules = new SourceRuleRunner(
                farm,
                animal,
                book => book.Rules.SelectFor((_registration ?? new() { Id = animal, FarmId = farm }) with { Group = book.AnimalGroups.GetValueOrDefault(animal) }),
                (from, most) => history.ListOfAnimalSinceAsync(farm, animal, from, most, CancellationToken.None),
                rules);
            _ruleTimer = DeadlineTimer.Create(this, ActivateForRulesAsync, e => LogRulesFailed(animal, e.Message), time, interleave: true);
        }

        return _rules;
    }

    private void ArmRuleTimer()
    {
        _ruleTimer!.ArmNoLaterThan(_rules!.NextDeadline);
        if (_keptActive != _ruleTimer.FiresAt is not null)
        {
            _keptActive = !_keptActive;
            DelayDeactivation(_keptActive ? Timeout.InfiniteTimeSpan : TimeSpan.Zero);
        }
    }

    [LoggerMessage(2221, LogLevel.Warning, "What the rules say of animal {Animal} cannot be stored now ({Reason}); it is tried again")]
    private partial void LogRulesFailed(string animal, string reason);
}
