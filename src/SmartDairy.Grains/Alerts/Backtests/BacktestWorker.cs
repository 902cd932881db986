using System.Threading.Channels;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Outcomes;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Readings;
using SmartDairy.Rules.Compilation;
using SmartDairy.Rules.Evaluation;

namespace SmartDairy.Grains.Alerts.Backtests;

/// <summary>Evaluates a part of the sources on one core.</summary>
internal sealed class BacktestWorker(RuleSet rules, BacktestFarm farm, PeerHistory peers, long from, long to)
{
    private readonly Dictionary<string, SourceEvaluator?> _evaluators = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, (AlertSource Source, List<RuleOutcome> Outcomes)>> _outcomes
        = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _evaluated = new(StringComparer.Ordinal);
    private readonly List<EmittedOutcome> _emitted = [];
    private string? _device;
    private SourceEvaluator? _evaluator;
    private long _evaluatedCount;

    /// <summary>The readings that an animal's actor evaluates, by animal.</summary>
    public Dictionary<string, List<Reading>> AnimalReadings { get; } = new(StringComparer.Ordinal);

    /// <summary>The number of readings a rule evaluated in the period.</summary>
    public long EvaluatedReadings(string rule) => _evaluated.GetValueOrDefault(rule);

    /// <summary>The outcomes of a rule, by source.</summary>
    public IEnumerable<(AlertSource Source, List<RuleOutcome> Outcomes)> Outcomes(string rule)
        => _outcomes.TryGetValue(rule, out var sources) ? sources.Values : [];

    /// <summary>Evaluates the readings of devices until the channel is complete.</summary>
    public async Task RunAsync(ChannelReader<List<Reading>> batches, CancellationToken cancellationToken)
    {
        await foreach (var batch in batches.ReadAllAsync(cancellationToken))
        {
            foreach (var reading in batch)
            {
                Evaluate(reading);
            }
        }

        FlushCounts();
    }

    /// <summary>Evaluates the readings of an animal.</summary>
    public void EvaluateAnimal(string animal, List<Reading> readings)
    {
        readings.Sort(EvaluationOrder.Compare);
        var ruleSet = rules.SelectFor(
            new AnimalRegistration { Id = animal, FarmId = farm.Id, Group = farm.AnimalGroups.GetValueOrDefault(animal) });
        if (ruleSet.IsEmpty)
        {
            return;
        }

        (_device, _evaluator, _evaluatedCount) = (animal, new SourceEvaluator(ruleSet, peers), 0);
        _evaluators["\n" + animal] = _evaluator;
        foreach (var reading in readings)
        {
            Evaluate(_evaluator, reading);
        }

        FlushCounts();
    }

    /// <summary>Evaluates what is due by the end of the period.</summary>
    public void AdvanceToEnd()
    {
        foreach (var evaluator in _evaluators.Values)
        {
            if (evaluator is not null)
            {
                _emitted.Clear();
                evaluator.Advance(to, _emitted);
                CollectOutcomes(evaluator);
            }
        }
    }

    private void Evaluate(Reading reading)
    {
        if (reading.DeviceId != _device)
        {
            FlushCounts();
            _device = reading.DeviceId;
            if (!_evaluators.TryGetValue(_device, out _evaluator))
            {
                var ruleSet = farm.Devices.TryGetValue(_device, out var device) ? rules.SelectFor(device) : null;
                _evaluator = ruleSet is { IsEmpty: false } ? new SourceEvaluator(ruleSet, peers) : null;
                _evaluators.Add(_device, _evaluator);
            }
        }

        if (rules.HasAnimalRules && reading.Family is ReadingFamily.Milking or ReadingFamily.Rfid && reading.SubjectAnimalId is { } animal)
        {
            if (!AnimalReadings.TryGetValue(animal, out var ofAnimal))
            {
                AnimalReadings.Add(animal, ofAnimal = []);
            }

            ofAnimal.Add(reading);
        }

        if (_evaluator is not null)
        {
            Evaluate(_evaluator, reading);
        }
    }

    private void Evaluate(SourceEvaluator evaluator, Reading reading)
    {
        _emitted.Clear();
        evaluator.TryEvaluate(reading, _emitted);
        _evaluatedCount += reading.Time >= from ? 1 : 0;
        if (_emitted.Count > 0)
        {
            CollectOutcomes(evaluator);
        }
    }

    private void CollectOutcomes(SourceEvaluator evaluator)
    {
        foreach (var (rule, outcome) in _emitted)
        {
            if (!_outcomes.TryGetValue(rule.Id, out var sources))
            {
                _outcomes.Add(rule.Id, sources = new(StringComparer.Ordinal));
            }

            var source = evaluator.RuleSet.Source;
            if (!sources.TryGetValue(source.Id, out var kept))
            {
                sources.Add(source.Id, kept = (source, []));
            }

            kept.Outcomes.Add(outcome);
        }
    }

    private void FlushCounts()
    {
        if (_evaluator is not null && _evaluatedCount > 0)
        {
            foreach (var rule in _evaluator.RuleSet.Rules)
            {
                _evaluated[rule.Id] = _evaluated.GetValueOrDefault(rule.Id) + _evaluatedCount;
            }
        }

        _evaluatedCount = 0;
    }
}
