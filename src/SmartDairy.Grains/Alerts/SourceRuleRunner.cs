using Microsoft.Extensions.Logging;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Outcomes;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using SmartDairy.History;
using SmartDairy.Rules.Compilation;
using SmartDairy.Rules.Evaluation;
using SmartDairy.Rules.Evaluation.Snapshots;

namespace SmartDairy.Grains.Alerts;

/// <summary>
/// The rules of one device or animal, kept in its actor: judges what was stored, goes back when something came late or was missed, and reports what the rules say. Runs in its
/// actor's turns only.
/// </summary>
/// <remarks>
/// Whatever was acknowledged was reported. So after a restart it is enough to judge anew from the first message that comes: either it is new, or it is one that was
/// stored and not acknowledged.
/// </remarks>
/// <param name="sourceId">The actor's device or animal.</param>
/// <param name="bind">Finds the rules in a farm's book; null while there is nobody to bind them to.</param>
/// <param name="readReadings">Reads the source's readings from a time on, in order, at most so many.</param>
public sealed partial class SourceRuleRunner(
    int farmId, string sourceId, Func<AlertConfiguration, SourceRuleSet?> bind, Func<long, int, Task<IReadOnlyList<Reading>>> readReadings, SourceRuleServices context)
{
    /// <summary>Readings that a correction looks at, at most.</summary>
    private const int MaxReplayReadings = 200_000;
    /// <summary>So much before the lookback lies, most often, the reading that still held when it began; milliseconds.</summary>
    private const long LookbackMarginMs = 3 * 3_600_000;

    /// <summary>How far back the values of other devices are known, milliseconds.</summary>
    private const long PeerHistoryMs = 3_600_000;

    /// <summary>What could not be done is tried again so much later, milliseconds.</summary>
    private const long RetryAfter = 5_000;

    /// <summary>Late readings from before every rule are gathered for so long, milliseconds.</summary>
    private const long BacklogDelayMs = 30_000;
    private const int MaxSuppressions = 1_000;

    /// <summary>Nothing that is stored is further ahead of the clock.</summary>
    private const long MaxClockAheadMs = 2 * 3_600_000;
    private readonly RecentReadingKeys _evaluated = new();
    private readonly ReportQueue _queue = new();
    private readonly ILogger _log = context.Log;
    private readonly List<EmittedOutcome> _findings = [];
    private AlertConfiguration? _configuration;
    private int _generation;
    private SourceEvaluator? _evaluator;

    // The earliest event time from which everything is to be judged anew; null when nothing is.
    private long? _reevaluateFrom;
    // Since when late readings from before every rule wait to be looked back on, server time; null when none do.
    private long? _backlogSince;
    private Task? _reevaluation;
    private Task? _reporting;

    private SourceEvaluatorSnapshot? _restored;

    // How far the device's clock and its way here are behind ours, by its newest message: deadlines wait so much longer.
    private long _deviceLag;

    public string SourceId => sourceId;

    /// <summary>Whether what it tells of animals is to be judged by their actors.</summary>
    public bool HasAnimalRules => _configuration is { Rules.HasAnimalRules: true };

    /// <summary>A rule asks what the device is, and nobody told it.</summary>
    public bool NeedsStatus => _evaluator is { RuleSet.UsesStatus: true, KnowsStatus: false } && _reevaluation is null;

    /// <summary>No deadline is earlier, server time, Unix milliseconds; null: there is none.</summary>
    public long? NextDeadline => _reevaluateFrom is not null || _queue.Count > 0 ? Now() + RetryAfter
        : _backlogSince + BacklogDelayMs is { } due && !(_evaluator?.EarliestPossibleDeadline + _deviceLag < due) ? due
        : _evaluator?.EarliestPossibleDeadline + _deviceLag;

    /// <summary>Judges what was stored. Completes when all that follows from it is stored too; throws when that cannot be now: the messages must then come again.</summary>
    public ValueTask EvaluateAsync(IReadOnlyList<Reading> readings)
    {
        if (_configuration is not null && _generation == context.Configurations.Generation && _evaluator is null && _queue.Count == 0)
        {
            return default;
        }

        return new(EvaluateGuardedAsync(readings));
    }

    /// <summary>The device's own state changed.</summary>
    public async Task StatusChangedAsync(DeviceStatus status, bool connected, long at)
    {
        await BindAsync();
        if (_evaluator is { RuleSet.UsesStatus: true } watch)
        {
            if (_reevaluation is not null)
            {
                // Judged when what is being gone through is done.
                await _reevaluation;
            }
        }

        if (_evaluator is { RuleSet.UsesStatus: true } current && _reevaluation is null)
        {
            _findings.Clear();
            current.HandleStatusChange(status, connected, at, _findings);
            _queue.Add(_findings, current.RuleSet.Source, null);
            await FlushAsync();
        }
    }

    /// <summary>Does what is due by the clock, and looks back once if it never did.</summary>
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

    /// <summary>Takes what it knows along to another silo; null when that is nothing.</summary>
    public SourceEvaluatorSnapshot? CaptureState() => _evaluator is not null && _reevaluateFrom is null && _backlogSince is null && _queue.Count == 0 && _reevaluation is null ? _evaluator.CreateSnapshot() : null;

    /// <summary>Goes on with what was known on another silo.</summary>
    public void Restore(SourceEvaluatorSnapshot memory) => _restored = memory;

    /// <summary>Its place or its rules may be others now.</summary>
    public void InvalidateBinding() => _configuration = null;

    private async Task EvaluateGuardedAsync(IReadOnlyList<Reading> readings)
    {
        try
        {
            await EvaluateCoreAsync(readings);
        }
        catch (Exception e) when (e is not (HistoryUnavailableException or TimeoutException or OrleansException))
        {
            // A defect of ours. The readings are stored: sent again they would fail again, and refused they would be in the ledger twice.
            LogEvaluationFailed(e, sourceId);
        }
    }

    private async Task EvaluateCoreAsync(IReadOnlyList<Reading> readings)
    {
        var first = readings.Count == 0 ? (long?)null : Earliest(readings);
        await BindAsync(first);
        if (_evaluator is { RuleSet.PeerMetrics.Count: > 0 } asking && readings.Count > 0)
        {
            await context.Peers.RefreshAsync(asking.RuleSet);
            await BindAsync(first);
        }

        if (_evaluator is { } watch && readings.Count > 0)
        {
            EvaluateReadings(watch, readings);
            ScheduleLookBackIfDue();
            await ReevaluateAsync();
            AdvanceDeadlines();
        }

        await FlushAsync();
    }

    private void EvaluateReadings(SourceEvaluator watch, IReadOnlyList<Reading> readings)
    {
        _findings.Clear();
        var ordered = EvaluationOrder.Sort(readings);
        for (var i = 0; i < ordered.Count; i++)
        {
            var reading = ordered[i];
            if (!_evaluated.TryAdd(ReadingKey.Create(reading)))
            {
                continue;
            }

            // What is late here may be a repetition that an earlier activation stored and did not judge: history tells.
            // So may the newest be, which a repair took in before it was brought here.
            if (_reevaluateFrom <= reading.Time || _reevaluation is not null || watch.IsNewest(reading) || !watch.TryEvaluate(reading, _findings))
            {
                if (reading.Time < watch.RuleSet.EarliestSavedAt)
                {
                    // No rule judges it; windows look back on it. A backlog is taken in by one look back, not by one for each batch of it.
                    _backlogSince ??= Now();
                }
                else
                {
                    Dirty(reading.Time);
                }
            }
            else
            {
                _deviceLag = Math.Clamp(reading.ReceivedAt - reading.Time, 0, 3_600_000);
            }
        }

        if (_reevaluateFrom is { } from)
        {
            // From there on all is judged anew.
            _findings.RemoveAll(finding => finding.Outcome.Time >= from);
        }

        if (_findings.Count > 0)
        {
            _queue.Add(_findings, watch.RuleSet.Source, null);
        }
    }

    private void ScheduleLookBackIfDue()
    {
        if (_backlogSince <= Now() - BacklogDelayMs && _evaluator is { } watch)
        {
            _backlogSince = null;
            Dirty(watch.RuleSet.EarliestSavedAt);
        }
    }

    private void Dirty(long from)
    {
        if (_reevaluateFrom is null || from < _reevaluateFrom)
        {
            _reevaluateFrom = from;
        }
    }

    private void AdvanceDeadlines()
    {
        if (_evaluator is { EarliestPossibleDeadline: { } deadline } watch && _reevaluateFrom is null && _reevaluation is null && deadline <= Now() - _deviceLag)
        {
            _findings.Clear();
            watch.Advance(Now() - _deviceLag, _findings);
            _queue.Add(_findings, watch.RuleSet.Source, null);
        }
    }

    private async ValueTask BindAsync(long? first = null)
    {
        if (_configuration is not null && _generation == context.Configurations.Generation)
        {
            return;
        }

        var generation = context.Configurations.Generation;
        var book = await context.Configurations.GetAsync(farmId);
        if (_configuration == book)
        {
            _generation = generation;
            return;
        }

        (_configuration, _generation) = (book, generation);
        var binding = bind(book);
        if (binding is null || binding.IsEmpty)
        {
            _evaluator = null;
            _reevaluateFrom = null;
            _backlogSince = null;
            return;
        }

        if (_restored is { } memory)
        {
            (_evaluator, _restored) = (SourceEvaluator.Restore(binding, memory, context.Peers.ForFarm(farmId)), null);
            return;
        }

        if (_evaluator is { } before)
        {
            var last = before.LastTime;
            _evaluator = before.WithRules(binding);
            if (_evaluator.HasIncompleteWindows)
            {
                Dirty(last + 1 ?? first ?? Now() - _deviceLag);
            }

            return;
        }

        _evaluator = new SourceEvaluator(binding, context.Peers.ForFarm(farmId));
        Dirty(first ?? Now() - _deviceLag);
    }

    /// <summary>Reports in order, one call a rule at a time. What could not be reported stays queued.</summary>
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

    [LoggerMessage(2431, LogLevel.Error, "The rules of {Source} could not be judged")]
    private partial void LogEvaluationFailed(Exception exception, string source);
}
