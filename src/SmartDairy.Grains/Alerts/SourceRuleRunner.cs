using Microsoft.Extensions.Logging;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Outcomes;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using SmartDairy.Grains.Parts;
using SmartDairy.Rules.Compilation;
using SmartDairy.Rules.Evaluation;
using SmartDairy.Rules.Evaluation.Snapshots;

namespace SmartDairy.Grains.Alerts;

/// <summary>
/// Evaluates the rules of one device or animal in its actor: evaluates stored readings, evaluates again from history when readings were
/// late or missed, and reports the outcomes. Not thread-safe: it runs within the turns of its actor.
/// </summary>
/// <remarks>
/// Everything acknowledged has been reported. After a restart it is therefore enough to evaluate again from the first message that arrives:
/// it is either new, or was stored and not acknowledged.
/// </remarks>
/// <param name="farmId">The farm of the source.</param>
/// <param name="sourceId">The device or animal.</param>
/// <param name="bind">Selects the rules of the source; null while the source is not registered or is disabled.</param>
/// <param name="readReadings">Reads the source's readings from a time on, in order; the second argument is the most readings to
/// return.</param>
/// <param name="context">The services shared by all sources.</param>
public sealed partial class SourceRuleRunner(
    int farmId,
    string sourceId,
    Func<AlertConfiguration, SourceRuleSet?> bind,
    Func<long, int, Task<IReadOnlyList<Reading>>> readReadings,
    SourceRuleServices context)
{
    /// <summary>The most readings of a re-evaluation.</summary>
    private const int MaxReplayReadings = 200_000;

    /// <summary>The reading still valid at the beginning of the lookback usually lies within this margin before it, milliseconds.</summary>
    private const long LookbackMarginMs = 3 * 3_600_000;

    /// <summary>The age up to which values of other devices are known, milliseconds.</summary>
    private const long PeerHistoryMs = 3_600_000;

    /// <summary>The wait before failed work is retried, milliseconds.</summary>
    private const long RetryAfter = 5_000;

    /// <summary>The time for which late readings from before every rule are gathered, milliseconds.</summary>
    private const long BacklogDelayMs = 30_000;
    private const int MaxSuppressions = 1_000;

    /// <summary>The most a stored reading may be ahead of the clock, milliseconds.</summary>
    private const long MaxClockAheadMs = 2 * 3_600_000;
    private readonly RecentReadingKeys _evaluated = new();
    private readonly ReportQueue _queue = new();
    private readonly ILogger _log = context.Log;
    private readonly List<EmittedOutcome> _outcomes = [];
    private AlertConfiguration? _configuration;
    private int _generation;
    private SourceEvaluator? _evaluator;

    // The earliest event time from which everything has to be evaluated again; null when nothing has to.
    private long? _reevaluateFrom;

    // The server time since which late readings from before every rule wait for a re-evaluation; null when none wait.
    private long? _backlogSince;
    private Task? _reevaluation;
    private Task? _reporting;
    private SourceEvaluatorSnapshot? _restored;

    // The delay from measurement to receipt of the newest message, milliseconds: deadlines wait longer by it.
    private long _deviceLag;

    /// <summary>The device or animal.</summary>
    public string SourceId => sourceId;

    /// <summary>True when readings that name an animal have to be evaluated by the animal's actor too.</summary>
    public bool HasAnimalRules => _configuration is { Rules.HasAnimalRules: true };

    /// <summary>True when a rule uses the status of the device and the status is unknown.</summary>
    public bool NeedsStatus => _evaluator is { RuleSet.UsesStatus: true, KnowsStatus: false } && _reevaluation is null;

    /// <summary>A lower bound of the next deadline, server time, Unix milliseconds; null when there is none.</summary>
    public long? NextDeadline => _reevaluateFrom is not null || _queue.Count > 0 ? Now() + RetryAfter
        : _backlogSince + BacklogDelayMs is { } due && !(_evaluator?.EarliestPossibleDeadline + _deviceLag < due) ? due
        : _evaluator?.EarliestPossibleDeadline + _deviceLag;

    /// <summary>
    /// Evaluates stored readings. Completes when all outcomes are stored; throws a transient exception when they cannot be stored now, so
    /// that the messages are delivered again.
    /// </summary>
    public ValueTask EvaluateAsync(IReadOnlyList<Reading> readings)
    {
        if (_configuration is not null && _generation == context.Configurations.Generation && _evaluator is null && _queue.Count == 0)
        {
            return default;
        }

        return new(EvaluateGuardedAsync(readings));
    }

    /// <summary>Evaluates a new status of the device.</summary>
    public async Task StatusChangedAsync(DeviceStatus status, bool connected, long at)
    {
        await BindAsync();
        if (_evaluator is { RuleSet.UsesStatus: true } && _reevaluation is { } running)
        {
            await running;
        }

        if (_evaluator is { RuleSet.UsesStatus: true } current && _reevaluation is null)
        {
            _outcomes.Clear();
            current.HandleStatusChange(status, connected, at, _outcomes);
            _queue.Add(_outcomes, current.RuleSet.Source, null);
            await FlushAsync();
        }
    }

    /// <summary>Evaluates what is due by the clock, and the history once after activation.</summary>
    public async Task AdvanceAsync()
    {
        await BindAsync();
        if (_evaluator is null)
        {
            return;
        }

        ScheduleLookBackIfDue();
        await ReevaluateAsync();
        AdvanceDeadlines();
        await FlushAsync();
    }

    /// <summary>Captures the state for another silo; null when there is none, or when history has to be evaluated again anyway.</summary>
    public SourceEvaluatorSnapshot? CaptureState()
        => _reevaluateFrom is null && _backlogSince is null && _queue.Count == 0 && _reevaluation is null
            ? _evaluator?.CreateSnapshot()
            : null;

    /// <summary>Continues with the state captured on another silo.</summary>
    public void Restore(SourceEvaluatorSnapshot snapshot) => _restored = snapshot;

    /// <summary>Selects the rules again at the next evaluation, because the source may have changed.</summary>
    public void InvalidateBinding() => _configuration = null;

    private async Task EvaluateGuardedAsync(IReadOnlyList<Reading> readings)
    {
        try
        {
            await EvaluateCoreAsync(readings);
        }
        catch (Exception e) when (!Transient.Is(e))
        {
            // A defect. The readings are stored: delivered again they would fail again, and rejected they would be counted twice in the
            // ledger.
            LogEvaluationFailed(e, sourceId);
        }
    }

    private async Task EvaluateCoreAsync(IReadOnlyList<Reading> readings)
    {
        var first = readings.Count == 0 ? (long?)null : Earliest(readings);
        await BindAsync(first);
        if (_evaluator is { RuleSet.PeerMetrics.Count: > 0 } comparing && readings.Count > 0)
        {
            await context.Peers.RefreshAsync(comparing.RuleSet);
            await BindAsync(first);
        }

        if (_evaluator is { } evaluator && readings.Count > 0)
        {
            EvaluateReadings(evaluator, readings);
            ScheduleLookBackIfDue();
            await ReevaluateAsync();
            AdvanceDeadlines();
        }

        await FlushAsync();
    }

    private void EvaluateReadings(SourceEvaluator evaluator, IReadOnlyList<Reading> readings)
    {
        _outcomes.Clear();
        var ordered = EvaluationOrder.Sort(readings);
        for (var i = 0; i < ordered.Count; i++)
        {
            var reading = ordered[i];
            if (!_evaluated.TryAdd(ReadingKey.Create(reading)))
            {
                continue;
            }

            // A late reading may be a repetition that an earlier activation stored and did not evaluate; only history shows it. The newest
            // reading may be one too, when a re-evaluation read it from history before it arrived here.
            if (_reevaluateFrom <= reading.Time || _reevaluation is not null || evaluator.IsNewest(reading)
                || !evaluator.TryEvaluate(reading, _outcomes))
            {
                if (reading.Time < evaluator.RuleSet.EarliestSavedAt)
                {
                    // No rule evaluates the reading, but windows contain it. A backlog causes one re-evaluation instead of one for each
                    // batch.
                    _backlogSince ??= Now();
                }
                else
                {
                    MarkDirty(reading.Time);
                }
            }
            else
            {
                _deviceLag = Math.Clamp(reading.ReceivedAt - reading.Time, 0, 3_600_000);
            }
        }

        if (_reevaluateFrom is { } from)
        {
            // Everything from that time on is evaluated again.
            _outcomes.RemoveAll(emitted => emitted.Outcome.Time >= from);
        }

        if (_outcomes.Count > 0)
        {
            _queue.Add(_outcomes, evaluator.RuleSet.Source, null);
        }
    }

    private void ScheduleLookBackIfDue()
    {
        if (_backlogSince <= Now() - BacklogDelayMs && _evaluator is { } evaluator)
        {
            _backlogSince = null;
            MarkDirty(evaluator.RuleSet.EarliestSavedAt);
        }
    }

    private void MarkDirty(long from)
    {
        if (_reevaluateFrom is null || from < _reevaluateFrom)
        {
            _reevaluateFrom = from;
        }
    }

    private void AdvanceDeadlines()
    {
        if (_evaluator is { EarliestPossibleDeadline: { } deadline } evaluator && _reevaluateFrom is null && _reevaluation is null
            && deadline <= Now() - _deviceLag)
        {
            _outcomes.Clear();
            evaluator.Advance(Now() - _deviceLag, _outcomes);
            _queue.Add(_outcomes, evaluator.RuleSet.Source, null);
        }
    }

    private async ValueTask BindAsync(long? first = null)
    {
        if (_configuration is not null && _generation == context.Configurations.Generation)
        {
            return;
        }

        var generation = context.Configurations.Generation;
        var configuration = await context.Configurations.GetAsync(farmId);
        if (_configuration == configuration)
        {
            _generation = generation;
            return;
        }

        (_configuration, _generation) = (configuration, generation);
        var ruleSet = bind(configuration);
        if (ruleSet is null || ruleSet.IsEmpty)
        {
            _evaluator = null;
            _reevaluateFrom = null;
            _backlogSince = null;
            return;
        }

        if (_restored is { } snapshot)
        {
            (_evaluator, _restored) = (SourceEvaluator.Restore(ruleSet, snapshot, context.Peers.ForFarm(farmId)), null);
            return;
        }

        if (_evaluator is { } before)
        {
            var last = before.LastTime;
            _evaluator = before.WithRules(ruleSet);
            if (_evaluator.HasIncompleteWindows)
            {
                MarkDirty(last + 1 ?? first ?? Now() - _deviceLag);
            }

            return;
        }

        _evaluator = new SourceEvaluator(ruleSet, context.Peers.ForFarm(farmId));
        MarkDirty(first ?? Now() - _deviceLag);
    }

    /// <summary>Reports in order, one call a rule at a time. Reports that fail stay queued.</summary>
    private Task FlushAsync()
    {
        if (_reporting is { } running)
        {
            return running;
        }

        if (_queue.Count == 0)
        {
            return Task.CompletedTask;
        }

        var started = ReportAsync();
        _reporting = started.IsCompleted ? null : started;
        return started;
    }

    private async Task ReportAsync()
    {
        try
        {
            while (_queue.DequeueAll() is { Count: > 0 } waiting)
            {
                var calls = new List<Task>(waiting.Count);
                foreach (var (rule, reports) in waiting)
                {
                    calls.Add(ReportAsync(rule, reports));
                }

                await Task.WhenAll(calls);
            }
        }
        finally
        {
            _reporting = null;
        }
    }

    private async Task ReportAsync(string rule, List<RuleReport> reports)
    {
        var alert = context.Grains.GetGrain<IAlertGrain>(new AlertKey(farmId, rule, sourceId).ToString());
        while (reports.Count > 0)
        {
            try
            {
                await alert.ApplyReportAsync(reports[0]);
            }
            catch
            {
                _queue.Requeue(rule, reports);
                throw;
            }

            reports.RemoveAt(0);
        }
    }

    private static long Earliest(IReadOnlyList<Reading> readings)
    {
        var earliest = long.MaxValue;
        for (var i = 0; i < readings.Count; i++)
        {
            earliest = Math.Min(earliest, readings[i].Time);
        }

        return earliest;
    }

    private long Now() => context.Time.GetUtcNow().ToUnixTimeMilliseconds();

    [LoggerMessage(2431, LogLevel.Error,
        "Rules of {Source} failed on stored readings; their outcomes are missing until the next re-evaluation")]
    private partial void LogEvaluationFailed(Exception exception, string source);
}
