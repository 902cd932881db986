using SmartDairy.Contracts.Alerts.Reports;
using SmartDairy.Contracts.Readings;
using SmartDairy.Grains.Rules.Conditions;
using SmartDairy.Grains.Rules.Judging;

namespace SmartDairy.Grains.Rules;

public sealed partial class RuleWatch
{
    /// <summary>
    /// Starts anew from what is stored: after a restart, and when something came late. Deadlines after the newest reading wait for <see cref="Advance"/>.
    /// </summary>
    /// <param name="from">Unix milliseconds: outcomes of this time and later are said, those before are taken from the standings.</param>
    /// <param name="standings">As of <paramref name="from"/>, without what was at it or later; a rule that is not named has none.</param>
    /// <param name="readings">From <paramref name="from"/> − <see cref="RuleBinding.Lookback"/> on, by (time, message id); best begun with the newest before that, which says what still holds.</param>
    /// <param name="findings">What the rules say is added to it.</param>
    /// <param name="unheard">The source was never heard before: it is silent since <paramref name="from"/> only, not since the rule was saved.</param>
    public void Replay(long from, IReadOnlyList<RuleStanding> standings, IReadOnlyList<Reading> readings, List<RuleFinding> findings, bool unheard = false)
    {
        (_lastTime, _lastId, _next) = (long.MinValue, long.MinValue, long.MinValue);
        _sight.Show(null);
        _sight.Windows.Clear();
        _sight.Windows.IsMissingPast = false;
        var byRule = standings.ToDictionary(standing => standing.RuleId);
        var known = from - (long)_binding.Lookback.TotalMilliseconds;
        known = unheard ? from : readings.Count > 1 ? Math.Min(known, readings[1].Time) : known;
        foreach (var machine in _machines)
        {
            machine.Warm(byRule.GetValueOrDefault(machine.Rule.Id), known);
        }

        var at = 0;
        for (; at < readings.Count && readings[at].Time < from; at++)
        {
            Take(readings[at], null);
        }

        Pass(from - 1, null);
        foreach (var machine in _machines)
        {
            machine.Start(byRule.GetValueOrDefault(machine.Rule.Id), from);
        }

        _next = long.MinValue;
        if (_lastTime < from - 1)
        {
            // What comes of before then is late, whether or not anything was heard since.
            (_lastTime, _lastId) = (from - 1, long.MaxValue);
        }

        for (; at < readings.Count; at++)
        {
            Take(readings[at], findings);
        }
    }

    /// <summary>
    /// The same source by another book. A rule that goes on keeps its state; of another version only what is open goes on, and the rest starts anew. This watch is
    /// used no more.
    /// </summary>
    public RuleWatch Rebind(RuleBinding next) => Restore(next, Memory(), _peers);

    /// <summary>All it knows. This watch is used no more.</summary>
    public RuleWatchMemory Memory()
    {
        var memory = new RuleWatchMemory
        {
            BookVersion = _binding.Book.Version,
            Rules = [.. _machines.Select(machine => machine.State)],
            Newest = _sight.Reading,
            LastTime = _lastTime,
            LastId = _lastId,
            Status = _sight.Status,
            Connected = _sight.Connected,
            IsMissingPast = IsMissingPast,
        };
        for (var i = 0; i < _sight.Windows.Plans.Count; i++)
        {
            var (plan, ring) = (_sight.Windows.Plans[i], _sight.Windows.Rings[i]);
            var series = new SeriesMemory
            {
                Family = plan.Key.Family,
                Metric = plan.Key.Metric,
                WithoutAnimal = plan.Key.WithoutAnimal,
                RuleId = plan.Key.RuleId,
                Keep = plan.Keep,
                KeepHours = plan.KeepHours,
                Times = new long[ring.Count],
                Values = new double[ring.Count],
                Hours = [.. _sight.Windows.Hours[i].Hours],
            };
            for (var sample = 0; sample < ring.Count; sample++)
            {
                (series.Times[sample], series.Values[sample]) = (ring.TimeAt(sample), ring.ValueAt(sample));
            }

            memory.Series.Add(series);
        }

        return memory;
    }

    /// <summary>Goes on where another left off, as <see cref="Rebind"/> does when the books differ.</summary>
    public static RuleWatch Restore(RuleBinding binding, RuleWatchMemory memory, IPeerValues? peers = null)
    {
        var known = memory.Rules.ToDictionary(rule => rule.RuleId);
        var windows = binding.NewWindows();
        windows.IsMissingPast = memory.IsMissingPast;
        for (var i = 0; i < windows.Plans.Count; i++)
        {
            var plan = windows.Plans[i];
            var series = memory.Series.Find(old => new Windows.SeriesKey(old.Family, old.Metric, old.WithoutAnimal, old.RuleId) == plan.Key);
            windows.IsMissingPast |= series is null || series.Keep < plan.Keep || series.KeepHours < plan.KeepHours;
            for (var sample = 0; sample < (series?.Times.Length ?? 0); sample++)
            {
                windows.Rings[i].Push(series!.Times[sample], series.Values[sample], plan.Keep);
            }

            foreach (var sum in series?.Hours ?? [])
            {
                windows.Hours[i].Add(sum);
            }
        }

        RuleMachine[] machines = [.. binding.Shape.Rules.Select(rule => known.GetValueOrDefault(rule.Id) is { } state ? RuleMachine.Restore(rule, state) : new(rule))];
        var sight = new Sight(windows, peers) { Status = memory.Status, Connected = memory.Connected };
        sight.Show(memory.Newest, push: false);
        return new(binding, peers, machines, sight) { _lastTime = memory.LastTime, _lastId = memory.LastId };
    }

    internal Outcome Explain(int index, RuleMachine machine, long time)
        => OpeningText.Of(_binding, machine, _sight, _binding.Shape.Slots[index], time);
}
