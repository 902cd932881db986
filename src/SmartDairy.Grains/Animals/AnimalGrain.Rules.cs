using Microsoft.Extensions.Logging;
using SmartDairy.Contracts.Readings;
using SmartDairy.Grains.Alerts;
using SmartDairy.Grains.Parts;

namespace SmartDairy.Grains.Animals;

/// <content>The farm's rules, evaluated for the animal.</content>
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
                ruleSet =>
                    ruleSet.Rules.SelectFor(
                        (_registration ?? new()
                        { Id = animal, FarmId = farm }) with
                        { Group = ruleSet.AnimalGroups.GetValueOrDefault(animal) }),
                (from, max) => history.ListOfAnimalSinceAsync(farm, animal, from, max, CancellationToken.None),
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

    [LoggerMessage(2221, LogLevel.Warning, "Failed to evaluate the rules of animal {Animal} ({Reason}); retrying")]
    private partial void LogRulesFailed(string animal, string reason);
}
