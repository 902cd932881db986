using System.Threading.Channels;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Backtests;
using SmartDairy.Contracts.Alerts.Outcomes;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using SmartDairy.History;
using SmartDairy.Rules.Compilation;

namespace SmartDairy.Grains.Alerts.Backtests;

/// <summary>One scan of history with a set of rules.</summary>
internal sealed class BacktestRun
{
    private const int MaxAlerts = 10_000;
    private const int QueueCapacity = 8;
    private readonly IHistory _history;
    private readonly BacktestFarm _farm;
    private readonly Dictionary<string, CompiledRule> _compiled;
    private readonly long _from;
    private readonly long _to;
    private readonly ValueSample? _sample;
    private readonly RuleSet _rules;
    private readonly BacktestWorker[] _workers;
    private readonly PeerHistory _peers = new();

    public BacktestRun(IHistory history, BacktestFarm farm, IReadOnlyList<StoredRule> rules, long from, long to, ValueSample? sample)
    {
        (_history, _farm, _from, _to, _sample) = (history, farm, from, to, sample);
        _compiled = rules.ToDictionary(rule => rule.Id, rule => CompiledRule.Compile(rule, farm.TimeZone), StringComparer.Ordinal);
        _rules = new RuleSet(farm.Id, 1, farm.TimeZone, [.. _compiled.Values], [], farm.AnimalGroups);
        _workers = new BacktestWorker[Math.Max(1, Environment.ProcessorCount)];
        for (var i = 0; i < _workers.Length; i++)
        {
            _workers[i] = new BacktestWorker(_rules, farm, _peers, from, to);
        }
    }

    /// <summary>Evaluates the rules over history.</summary>
    /// <param name="progress">Receives the number of readings scanned so far; null for no reports.</param>
    public async Task RunAsync(IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var lookback = _compiled.Values.Max(rule => rule.Lookback);
        var start = _from - (long)lookback.TotalMilliseconds;
        await LoadPeersAsync(start, cancellationToken);
        var scan = new HistoryScan { FarmId = _farm.Id, Families = Families(), DeviceIds = Devices(), From = start, To = _to };
        var options = new BoundedChannelOptions(QueueCapacity) { SingleReader = true, SingleWriter = true };
        var channels = _workers.Select(_ => Channel.CreateBounded<List<Reading>>(options)).ToArray();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var work = _workers
            .Select((worker, i) => Task.Run(() => worker.RunAsync(channels[i].Reader, stop.Token), CancellationToken.None))
            .ToArray();
        try
        {
            var scanned = 0L;
            await foreach (var batch in _history.ScanAsync(scan, cancellationToken))
            {
                _sample?.Add(batch, _from);
                var parts = Split(batch);
                for (var i = 0; i < parts.Length; i++)
                {
                    if (parts[i].Count > 0)
                    {
                        await channels[i].Writer.WriteAsync(parts[i], stop.Token);
                    }
                }

                scanned += batch.Count;
                progress?.Report(scanned);
            }

            foreach (var channel in channels)
            {
                channel.Writer.Complete();
            }

            await Task.WhenAll(work);
            await EvaluateAnimalsAsync();
        }
        catch
        {
            await stop.CancelAsync();
            await Task.WhenAll(work).ContinueWith(
                static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            throw;
        }
    }

    /// <summary>The result of a rule after the run.</summary>
    /// <param name="days">The length of the period in days.</param>
    public BacktestResult Result(StoredRule rule, double days)
    {
        var alerts = new List<Alert>();
        var suppressed = new long[Enum.GetValues<SuppressionReason>().Length];
        var evaluated = 0L;
        foreach (var worker in _workers)
        {
            evaluated += worker.EvaluatedReadings(rule.Id);
            foreach (var (source, outcomes) in worker.Outcomes(rule.Id))
            {
                CollectAlerts(rule, source, outcomes, alerts, suppressed);
            }
        }

        var count = alerts.Count;
        alerts.Sort(static (left, right) => left.OpenedAt != right.OpenedAt
            ? left.OpenedAt.CompareTo(right.OpenedAt)
            : string.CompareOrdinal(left.Id, right.Id));
        if (alerts.Count > MaxAlerts)
        {
            alerts.RemoveRange(MaxAlerts, alerts.Count - MaxAlerts);
        }

        return new BacktestResult(evaluated, alerts, count, count / days, suppressed, null, null, null, Notes(rule));
    }

    private void CollectAlerts(StoredRule rule, AlertSource source, List<RuleOutcome> outcomes, List<Alert> alerts, long[] suppressed)
    {
        var key = new AlertKey(_farm.Id, rule.Id, source.Id);
        var report = new RuleReport { RuleVersion = rule.Version, Source = source, Outcomes = outcomes };
        var timeline = new AlertTimeline(key, []);
        var change = timeline.ComputeChange(report, rule, AlertCategory.Resolve(rule.Definition, source), _to);
        alerts.AddRange(change.Alerts);
        foreach (var suppression in change.Suppressions)
        {
            suppressed[(int)suppression.Reason]++;
        }
    }

    private List<string> Notes(StoredRule rule)
    {
        var notes =
            new List<string> { "Snoozes and maintenance windows are left out: the past is judged without them, by who stands where today." };
        if (_compiled[rule.Id].UsesStatus)
        {
            notes.Add("What the rule asks of the device's status is not kept in history: those conditions are false here.");
        }

        return notes;
    }

    /// <summary>Evaluates animals last, because their readings come from many devices and have to be in order.</summary>
    private async Task EvaluateAnimalsAsync()
    {
        var animals = new Dictionary<string, List<Reading>>(StringComparer.Ordinal);
        foreach (var worker in _workers)
        {
            foreach (var (animal, readings) in worker.AnimalReadings)
            {
                if (animals.TryGetValue(animal, out var ofAnimal))
                {
                    ofAnimal.AddRange(readings);
                }
                else
                {
                    animals.Add(animal, readings);
                }
            }
        }

        await Task.WhenAll(_workers.Select((worker, i) => Task.Run(() =>
        {
            var n = 0;
            foreach (var (animal, readings) in animals)
            {
                if (n++ % _workers.Length == i)
                {
                    worker.EvaluateAnimal(animal, readings);
                }
            }
        })));
        foreach (var worker in _workers)
        {
            worker.AdvanceToEnd();
        }
    }

    private List<Reading>[] Split(IReadOnlyList<Reading> batch)
    {
        var parts = new List<Reading>[_workers.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = new List<Reading>(batch.Count);
        }

        for (var i = 0; i < batch.Count; i++)
        {
            parts[(uint)batch[i].DeviceId.GetHashCode(StringComparison.Ordinal) % (uint)parts.Length].Add(batch[i]);
        }

        return parts;
    }

    private HashSet<ReadingFamily> Families()
        => [.. Enum.GetValues<ReadingFamily>().Where(family => _compiled.Values.Any(rule => rule.AppliesTo(family)))];

    /// <summary>The devices that a rule covers; null, which scans all, when they are more than half of the farm.</summary>
    private HashSet<string>? Devices()
    {
        var wanted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var device in _farm.Devices.Values)
        {
            if (!_rules.SelectFor(device).IsEmpty
                || (_rules.HasAnimalRules && device.Type is DeviceType.MilkMeter or DeviceType.RfidReader))
            {
                wanted.Add(device.Id);
            }
        }

        return wanted.Count > _farm.Devices.Count / 2 ? null : wanted;
    }

    private async Task LoadPeersAsync(long from, CancellationToken cancellationToken)
    {
        var peers = _compiled.Values.SelectMany(rule => rule.PeerMetrics).ToHashSet();
        if (peers.Count == 0)
        {
            return;
        }

        var scan = new HistoryScan
        {
            FarmId = _farm.Id,
            Families = Enum.GetValues<ReadingFamily>(),
            DeviceIds = peers.Select(peer => peer.DeviceId).ToHashSet(),
            From = from - PeerHistory.MaxValueAgeMs,
            To = _to,
        };
        await foreach (var batch in _history.ScanAsync(scan, cancellationToken))
        {
            _peers.Add(batch, peers);
        }
    }
}
