using SmartDairy.Grains.Rules;

namespace SmartDairy.Grains.Alerts;

/// <content>Going back: what came late, what was missed, and what nobody judged here yet.</content>
public sealed partial class SourceRules
{
    /// <summary>One repair at a time; what is late meanwhile is taken in by the next round.</summary>
    private Task RepairAsync()
    {
        if (_repairing is { } running)
        {
            return running;
        }

        if (_dirty is null)
        {
            return Task.CompletedTask;
        }

        // One that is over already must not be kept: it would stand for every repair to come.
        var started = RunRepairsAsync();
        _repairing = started.IsCompleted ? null : started;
        return started;
    }

    private async Task RunRepairsAsync()
    {
        try
        {
            while (_dirty is { } from && _watch is { } watch)
            {
                _dirty = null;
                try
                {
                    await RepairAsync(watch, from);
                }
                catch
                {
                    Dirty(from);
                    throw;
                }
            }
        }
        finally
        {
            _repairing = null;
        }
    }

    private async Task RepairAsync(RuleWatch watch, long from)
    {
        // The standings know only what was reported.
        await FlushAsync();
        var lookback = (long)watch.Binding.Lookback.TotalMilliseconds + Margin;
        var readings = await past(from - lookback, MostPast);
        var unheard = readings.Count == 0 || readings[0].Time >= from;
        if (!unheard)
        {
            // Deadlines that passed since the last reading before may be nobody's yet.
            for (var i = readings.Count - 1; i >= 0; i--)
            {
                if (readings[i].Time < from)
                {
                    from = readings[i].Time + 1;
                    break;
                }
            }
        }

        if (watch.Binding.Peers.Count > 0 || watch.Binding.UsesStatus)
        {
            // Further back nobody knows what the others measured, or what the device was.
            from = Math.Max(from, Now() - OthersKnown);
        }

        var standings = await context.Store.StandingsAsync(farmId, sourceId, from, CancellationToken.None);
        await context.Peers.RefreshAsync(watch.Binding);
        if (_watch != watch)
        {
            // Other rules meanwhile: judged by those.
            Dirty(from);
            return;
        }

        AlertMetrics.Repaired();
        var findings = new List<RuleFinding>();
        watch.Replay(from, standings, readings, findings, unheard);
        watch.Advance(Now() - _lag, findings);
        var stored = await StoredSinceAsync(from);
        _queue.Correct(findings, watch.Binding, from, stored.Contains);
    }

    /// <summary>The rules of which anything is stored at or after a time.</summary>
    private async Task<HashSet<string>> StoredSinceAsync(long from)
    {
        var rules = new HashSet<string>(StringComparer.Ordinal);
        foreach (var standing in await context.Store.StandingsAsync(farmId, sourceId, Now() + Ahead, CancellationToken.None))
        {
            if (standing.Openings is [.., var opened] && opened >= from || standing.Endings is [.., var ended] && ended >= from)
            {
                rules.Add(standing.RuleId);
            }
        }

        foreach (var refusal in (await context.Store.RefusalsAsync(farmId, null, sourceId, from, null, MostRefusals, null, CancellationToken.None)).Items)
        {
            rules.Add(refusal.RuleId);
        }

        return rules;
    }
}
