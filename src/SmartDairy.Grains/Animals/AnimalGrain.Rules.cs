using Microsoft.Extensions.Logging;
using SmartDairy.Contracts.Readings;
using SmartDairy.Grains.Alerts;

namespace SmartDairy.Grains.Animals;

/// <content>What the farm's rules say of her.</content>
public sealed partial class AnimalGrain
{
    private SourceRules? _rules;
    private RuleClock? _clock;
    private bool _stays;

    public async Task JudgeAsync(IReadOnlyList<Reading> readings)
    {
        await Rules().JudgeAsync(readings);
        ArmRules();
    }

    public async Task WatchAsync()
    {
        await Rules().AdvanceAsync();
        ArmRules();
    }

    private SourceRules Rules()
    {
        if (_rules is null)
        {
            var (farm, animal) = Key;
            _rules = new SourceRules(
                farm,
                animal,
                book => book.Rules.Bind((_registration ?? new() { Id = animal, FarmId = farm }) with { Group = book.Groups.GetValueOrDefault(animal) }),
                (from, most) => history.OfAnimalSinceAsync(farm, animal, from, most, CancellationToken.None),
                rules);
            _clock = new RuleClock(
                _rules,
                (fire, wait) => this.RegisterGrainTimer(fire, new GrainTimerCreationOptions(wait, Timeout.InfiniteTimeSpan) { Interleave = true }),
                e => LogLater(animal, e.Message),
                ArmRules,
                time);
        }

        return _rules;
    }

    private void ArmRules()
    {
        _clock!.Arm();
        if (_stays != _clock.Armed is not null)
        {
            _stays = !_stays;
            DelayDeactivation(_stays ? Timeout.InfiniteTimeSpan : TimeSpan.Zero);
        }
    }

    [LoggerMessage(2221, LogLevel.Warning, "What the rules say of animal {Animal} cannot be stored now ({Reason}); it is tried again")]
    private partial void LogLater(string animal, string reason);
}
