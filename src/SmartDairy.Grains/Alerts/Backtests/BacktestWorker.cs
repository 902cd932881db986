using System.Threading.Channels;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Reports;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Readings;
using SmartDairy.Grains.Rules;

namespace SmartDairy.Grains.Alerts.Backtests;

/// <summary>Judges some of the sources, on one core.</summary>
internal sealed class BacktestWorker(RuleBook book, BacktestFarm farm, PeerPast peers, long from, long to)
{
    private readonly Dictionary<string, RuleWatch?> _watches = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, (AlertSource Source, List<Outcome> Outcomes)>> _outcomes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _evaluated = new(StringComparer.Ordinal);
    private readonly List<RuleFinding> _findings = [];
    private string? _device;
    private RuleWatch? _watch;
    private long _judged;

    /// <summary>What was told of animals whose own actors would judge it.</summary>
    public Dictionary<string, List<Reading>> Animals { get; } = new(StringComparer.Ordinal);

    public long Evaluated(string rule) => _evaluated.GetValueOrDefault(rule);

    public IEnumerable<(AlertSource Source, List<Outcome> Outcomes)> Outcomes(string rule)
        => _outcomes.TryGetValue(rule, out var sources) ? sources.Values : [];

    public async Task RunAsync(ChannelReader<List<Reading>> batches, CancellationToken cancellation)
    {
        await foreach (var batch in batches.ReadAllAsync(cancellation))
        {
            foreach (var reading in batch)
            {
                Judge(reading);
            }
        }

        Leave();
    }

    public void JudgeAnimal(string animal, List<Reading> readings)
    {
        readings.Sort(InOrder.Compare);
        var binding = book.Bind(new AnimalRegistration { Id = animal, FarmId = farm.Id, Group = farm.Groups.GetValueOrDefault(animal) });
        if (binding.IsEmpty)
        {
            return;
        }

        (_device, _watch, _judged) = (animal, new RuleWatch(binding, peers), 0);
        _watches["\n" + animal] = _watch;
        foreach (var reading in readings)
        {
            Judge(_watch, reading);
        }

        Leave();
    }

    /// <summary>The past ends: what was due by then is done.</summary>
    public void Finish()
    {
        foreach (var watch in _watches.Values)
        {
            if (watch is not null)
            {
                _findings.Clear();
                watch.Advance(to, _findings);
                Keep(watch);
            }
        }
    }

    private void Judge(Reading reading)
    {
        if (reading.DeviceId != _device)
        {
            Leave();
            _device = reading.DeviceId;
            if (!_watches.TryGetValue(_device, out _watch))
            {
                var binding = farm.Devices.TryGetValue(_device, out var device) ? book.Bind(device) : null;
                _watch = binding is { IsEmpty: false } ? new RuleWatch(binding, peers) : null;
                _watches.Add(_device, _watch);
            }
        }

        if (book.JudgesAnimals && reading.Family is ReadingFamily.Milking or ReadingFamily.Rfid && reading.Animal is { } animal)
        {
            if (!Animals.TryGetValue(animal, out var hers))
            {
                Animals.Add(animal, hers = []);
            }

            hers.Add(reading);
        }

        if (_watch is not null)
        {
            Judge(_watch, reading);
        }
    }

    private void Judge(RuleWatch watch, Reading reading)
    {
        _findings.Clear();
        watch.TryJudge(reading, _findings);
        _judged += reading.Time >= from ? 1 : 0;
        if (_findings.Count > 0)
        {
            Keep(watch);
        }
    }

    private void Keep(RuleWatch watch)
    {
        foreach (var (rule, outcome) in _findings)
        {
            if (!_outcomes.TryGetValue(rule.Id, out var sources))
            {
                _outcomes.Add(rule.Id, sources = new(StringComparer.Ordinal));
            }

            var source = watch.Binding.Source;
            if (!sources.TryGetValue(source.Id, out var kept))
            {
                sources.Add(source.Id, kept = (source, []));
            }

            kept.Outcomes.Add(outcome);
        }
    }

    private void Leave()
    {
        if (_watch is not null && _judged > 0)
        {
            foreach (var rule in _watch.Binding.Rules)
            {
                _evaluated[rule.Id] = _evaluated.GetValueOrDefault(rule.Id) + _judged;
            }
        }

        _judged = 0;
    }
}
