using System.Threading.Channels;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Outcomes;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using SmartDairy.Rules.Compilation;
using SmartDairy.Rules.Evaluation;

namespace SmartDairy.Grains.Alerts.Backtests;

/// <summary>Judges some of the sources, on one core.</summary>
internal sealed class BacktestWorker(RuleSet rules, BacktestFarm farm, PeerHistory peers, long from, long to)
{
    private readonly Dictionary<string, SourceEvaluator?> _evaluators = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, (AlertSource Source, List<RuleOutcome> Outcomes)>> _outcomes = new(
        StringComparer.Ordinal);
    private readonly Dictionary<string, long> _evaluated = new(StringComparer.Ordinal);
    private readonly List<EmittedOutcome> _findings = [];
    private string? _device;
    private SourceEvaluator? _evaluator;
    private long _evaluatedCount;

    /// <summary>What was told of animals whose own actors would judge it.</summary>
    public Dictionary<string, List<Reading>> AnimalReadings { get; } = new(StringComparer.Ordinal);

    public long EvaluatedReadings(string rule) => _evaluated.GetValueOrDefault(rule);

    public IEnumerable<(AlertSource Source, List<RuleOutcome> Outcomes)> Outcomes(string rule)
        => _outcomes.TryGetValue(rule, out var sources) ? sources.Values : [];

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

    public void EvaluateAnimal(string animal, List<Reading> readings)
    {
        readings.Sort(EvaluationOrder.Compare);
        var binding = rules.SelectFor(
            new AnimalRegistration { Id = animal, FarmId = farm.Id, Group = farm.AnimalGroups.GetValueOrDefault(animal) });
        if (binding.IsEmpty)
        {
            return;
        }

        (_device, _evaluator, _evaluatedCount) = (animal, new SourceEvaluator(binding, peers), 0);
        _evaluators["\n" + animal] = _evaluator;
        foreach (var reading in readings)
        {
            Evaluate(_evaluator, reading);
        }

        FlushCounts();
    }

    /// <summary>The past ends: what was due by then is done.</summary>
    public void AdvanceToEnd()
    {
        foreach (var watch in _evaluators.Values)
        {
            if (watch is not null)
            {
                _findings.Clear();
                watch.Advance(to, _findings);
                CollectFindings(watch);
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
                var binding = farm.Devices.TryGetValue(_device, out var device) ? rules.SelectFor(device) : null;
                _evaluator = binding is { IsEmpty: false } ? new SourceEvaluator(binding, peers) : null;
                _evaluators.Add(_device, _evaluator);
            }
        }

        if (rules.HasAnimalRules && reading.Family is ReadingFamily.Milking or ReadingFamily.Rfid && reading.SubjectAnimalId is { } animal)
        {
            if (!AnimalReadings.TryGetValue(animal, out var hers))
            {
                AnimalReadings.Add(animal, hers = []);
            }

            hers.Add(reading);
        }

        if (_evaluator is not null)
        {
            Evaluate(_evaluator, reading);
        }
    }

    private void Evaluate(SourceEvaluator watch, Reading reading)
    {
        _findings.Clear();
        watch.TryEvaluate(reading, _findings);
        _evaluatedCount += reading.Time >= from ? 1 : 0;
        if (_findings.Count > 0)
        {
            CollectFindings(watch);
        }
    }

    private void CollectFindings(SourceEvaluator watch)
    {
        foreach (var (rule, outcome) in _findings)
        {
            if (!_outcomes.TryGetValue(rule.Id, out var sources))
            {
                _outcomes.Add(rule.Id, sources = new(StringComparer.Ordinal));
            }

            var source = watch.RuleSet.Source;
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
