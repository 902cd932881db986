using SmartDairy.Rules.Evaluation;

namespace SmartDairy.Grains.Alerts;

/// <content>Evaluation again from history: of late readings, missed readings and readings not evaluated since activation.</content>
public sealed partial class SourceRuleRunner
{
    /// <summary>Runs one re-evaluation at a time; readings that are late meanwhile are covered by the next round.</summary>
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

        // A completed task must not be kept: it would stand for every later re-evaluation.
        var started = RunReevaluationsAsync();
        _reevaluation = started.IsCompleted ? null : started;
        return started;
    }

    private async Task RunReevaluationsAsync()
    {
        try
        {
            while (_reevaluateFrom is { } from && _evaluator is { } evaluator)
            {
                _reevaluateFrom = null;
                try
                {
                    await ReevaluateAsync(evaluator, from);
                }
                catch
                {
                    MarkDirty(from);
                    throw;
                }
            }
        }
        finally
        {
            _reevaluation = null;
        }
    }

    private async Task ReevaluateAsync(SourceEvaluator evaluator, long from)
    {
        // Stored rule states contain only reported outcomes.
        await FlushAsync();
        var lookback = (long)evaluator.RuleSet.Lookback.TotalMilliseconds + LookbackMarginMs;
        var readings = await readReadings(from - lookback, MaxReplayReadings);
        var silent = readings.Count == 0 || readings[0].Time >= from;
        if (!silent)
        {
            // Deadlines that passed since the reading before may not have been evaluated yet.
            for (var i = readings.Count - 1; i >= 0; i--)
            {
                if (readings[i].Time < from)
                {
                    from = readings[i].Time + 1;
                    break;
                }
            }
        }

        if (evaluator.RuleSet.PeerMetrics.Count > 0 || evaluator.RuleSet.UsesStatus)
        {
            // Values of other devices and the status of the device are unknown further back.
            from = Math.Max(from, Now() - PeerHistoryMs);
        }

        var ruleStates = await context.Store.LoadRuleStatesAsync(farmId, sourceId, from, CancellationToken.None);
        await context.Peers.RefreshAsync(evaluator.RuleSet);
        if (_evaluator != evaluator)
        {
            // The rules changed meanwhile; the new ones evaluate the span.
            MarkDirty(from);
            return;
        }

        AlertMetrics.Reevaluated();
        var emitted = new List<EmittedOutcome>();
        evaluator.Replay(from, ruleStates, readings, emitted, silent);
        evaluator.Advance(Now() - _deviceLag, emitted);
        var stored = await StoredSinceAsync(from);
        _queue.AddCorrections(emitted, evaluator.RuleSet, from, stored.Contains);
    }

    /// <summary>The rules with alerts or suppressions stored at or after a time.</summary>
    private async Task<HashSet<string>> StoredSinceAsync(long from)
    {
        var rules = new HashSet<string>(StringComparer.Ordinal);
        foreach (var ruleState in await context.Store.LoadRuleStatesAsync(
            farmId, sourceId, Now() + MaxClockAheadMs, CancellationToken.None))
        {
            if (ruleState.Openings is [.., var opened] && opened >= from || ruleState.Endings is [.., var ended] && ended >= from)
            {
                rules.Add(ruleState.RuleId);
            }
        }

        foreach (var suppression in (await context.Store.ListSuppressedAlertsAsync(
            farmId, null, sourceId, from, null, MaxSuppressions, null, CancellationToken.None)).Items)
        {
            rules.Add(suppression.RuleId);
        }

        return rules;
    }
}
