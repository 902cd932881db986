using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Outcomes;
using SmartDairy.Rules.Evaluation;

namespace SmartDairy.Grains.Alerts;

/// <content>Going back: what came late, what was missed, and what nobody judged here yet.</content>
public sealed partial class SourceRuleRunner
{
    /// <summary>One repair at a time; what is late meanwhile is taken in by the next round.</summary>
    private Task ReevaluateAsync()
    {
        if (_reevaluation is { } running)
        {
            return running;
        }

        if (_reevaluateFrom is null)
        {
            return Task.CompletedTask;
        }

        // One that is over already must not be kept: it would stand for every repair to come.
        var started = RunReevaluationsAsync();
        _reevaluation = started.IsCompleted ? null : started;
        return started;
    }

    private async Task RunReevaluationsAsync()
    {
        try
        {
            while (_reevaluateFrom is { } from && _evaluator is { } watch)
            {
                _reevaluateFrom = null;
                try
                {
                    await ReevaluateAsync(watch, from);
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
            _reevaluation = null;
        }
    }

    private async Task ReevaluateAsync(SourceEvaluator watch, long from)
    {
        // The standings know only what was reported.
        await FlushAsync();
        var lookback = (long)watch.RuleSet.Lookback.TotalMilliseconds + LookbackMarginMs;
        var readings = await readReadings(from - lookback, MaxReplayReadings);
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

        if (watch.RuleSet.PeerMetrics.Count > 0 || watch.RuleSet.UsesStatus)
        {
            // Further back nobody knows what the others measured, or what the device was.
            from = Math.Max(from, Now() - PeerHistoryMs);
        }

        var standings = await context.Store.LoadRuleStatesAsync(farmId, sourceId, from, CancellationToken.None);
        await context.Peers.RefreshAsync(watch.RuleSet);
        if (_evaluator != watch)
        {
            // Other rules meanwhile: judged by those.
            Dirty(from);
            return;
        }

        AlertMetrics.Reevaluated();
        var findings = new List<EmittedOutcome>();
        watch.Replay(from, standings, readings, findings, unheard);
        watch.Advance(Now() - _deviceLag, findings);
        var stored = await StoredSinceAsync(from);
        _queue.AddCorrections(findings, watch.RuleSet, from, stored.Contains);
    }

    /// <summary>The rules of which anything is stored at or after a time.</summary>
    private async Task<HashSet<string>> StoredSinceAsync(long from)
    {
        var rules = new HashSet<string>(StringComparer.Ordinal);
        foreach (var standing in await context.Store.LoadRuleStatesAsync(farmId, sourceId, Now() + MaxClockAheadMs, CancellationToken.None))
        {
            if (standing.Openings is [.., var opened] && opened >= from || standing.Endings is [.., var ended] && ended >= from)
            {
                rules.Add(standing.RuleId);
            }
        }

        foreach (var refusal in (await context.Store.ListSuppressedAlertsAsync(farmId, null, sourceId, from, null, MaxSuppressions, null, CancellationToken.None)).Items)
        {
            rules.Add(refusal.RuleId);
        }

        return rules;
    }
}
