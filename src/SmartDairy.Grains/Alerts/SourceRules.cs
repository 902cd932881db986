using Microsoft.Extensions.Logging;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Reports;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using SmartDairy.Grains.Rules;
using SmartDairy.History;

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
/// <param name="past">Reads the source's readings from a time on, in order, at most so many.</param>
public sealed partial class SourceRules(
    int farmId, string sourceId, Func<FarmBook, RuleBinding?> bind, Func<long, int, Task<IReadOnlyList<Reading>>> past, SourceRulesContext context)
{
    /// <summary>Readings that a correction looks at, at most.</summary>
    private const int MostPast = 200_000;
    /// <summary>So much before the lookback lies, most often, the reading that still held when it began; milliseconds.</summary>
    private const long Margin = 3 * 3_600_000;

    /// <summary>How far back the values of other devices are known, milliseconds.</summary>
    private const long OthersKnown = 3_600_000;

    /// <summary>What could not be done is tried again so much later, milliseconds.</summary>
    private const long RetryAfter = 5_000;

    /// <summary>Late readings from before every rule are gathered for so long, milliseconds.</summary>
    private const long GatherFor = 30_000;
    private const int MostRefusals = 1_000;

    /// <summary>Nothing that is stored is further ahead of the clock.</summary>
    private const long Ahead = 2 * 3_600_000;
    private readonly RecentReadings _judged = new();
    private readonly ReportQueue _queue = new();
    private readonly ILogger _log = context.Log;
    private readonly List<RuleFinding> _findings = [];
    private FarmBook? _book;
    private int _generation;
    private RuleWatch? _watch;

    // The earliest event time from which everything is to be judged anew; null when nothing is.
    private long? _dirty;
    // Since when late readings from before every rule wait to be looked back on, server time; null when none do.
    private long? _gathering;
    private Task? _repairing;
    private Task? _reporting;

    private RuleWatchMemory? _restored;

    // How far the device's clock and its way here are behind ours, by its newest message: deadlines wait so much longer.
    private long _lag;

    public string SourceId => sourceId;

    /// <summary>Whether what it tells of animals is to be judged by their actors.</summary>
    public bool JudgesAnimals => _book is { Rules.JudgesAnimals: true };

    /// <summary>A rule asks what the device is, and nobody told it.</summary>
    public bool WantsStatus => _watch is { Binding.UsesStatus: true, KnowsStatus: false } && _repairing is null;

    /// <summary>No deadline is earlier, server time, Unix milliseconds; null: there is none.</summary>
    public long? NextDeadline => _dirty is not null || _queue.Count > 0 ? Now() + RetryAfter
        : _gathering + GatherFor is { } due && !(_watch?.Soonest + _lag < due) ? due
        : _watch?.Soonest + _lag;

    /// <summary>Judges what was stored. Completes when all that follows from it is stored too; throws when that cannot be now: the messages must then come again.</summary>
    public ValueTask JudgeAsync(IReadOnlyList<Reading> readings)
    {
        if (_book is not null && _generation == context.Books.Generation && _watch is null && _queue.Count == 0)
        {
            return default;
        }

        return new(GuardedAsync(readings));
    }

    /// <summary>The device's own state changed.</summary>
    public async Task StatusChangedAsync(DeviceStatus status, bool connected, long at)
    {
        await BindAsync();
        if (_watch is { Binding.UsesStatus: true } watch)
        {
            if (_repairing is not null)
            {
                // Judged when what is being gone through is done.
                await _repairing;
            }
        }

        if (_watch is { Binding.UsesStatus: true } current && _repairing is null)
        {
            _findings.Clear();
            current.StatusChanged(status, connected, at, _findings);
            _queue.Add(_findings, current.Binding.Source, null);
            await FlushAsync();
        }
    }

    /// <summary>Does what is due by the clock, and looks back once if it never did.</summary>
    public async Task AdvanceAsync()
    {
        await BindAsync();
        if (_watch is null)
        {
            return;
        }

        LookBackWhenDue();
        await RepairAsync();
        Advance();
        await FlushAsync();
    }

    /// <summary>Takes what it knows along to another silo; null when that is nothing.</summary>
    public RuleWatchMemory? Memory() => _watch is not null && _dirty is null && _gathering is null && _queue.Count == 0 && _repairing is null ? _watch.Memory() : null;

    /// <summary>Goes on with what was known on another silo.</summary>
    public void Restore(RuleWatchMemory memory) => _restored = memory;

    /// <summary>Its place or its rules may be others now.</summary>
    public void Unbind() => _book = null;

    private async Task GuardedAsync(IReadOnlyList<Reading> readings)
    {
        try
        {
            await JudgeSlowlyAsync(readings);
        }
        catch (Exception e) when (e is not (HistoryUnavailableException or TimeoutException or OrleansException))
        {
            // A defect of ours. The readings are stored: sent again they would fail again, and refused they would be in the ledger twice.
            LogFailed(e, sourceId);
        }
    }

    private async Task JudgeSlowlyAsync(IReadOnlyList<Reading> readings)
    {
        var first = readings.Count == 0 ? (long?)null : Earliest(readings);
        await BindAsync(first);
        if (_watch is { Binding.Peers.Count: > 0 } asking && readings.Count > 0)
        {
            await context.Peers.RefreshAsync(asking.Binding);
            await BindAsync(first);
        }

        if (_watch is { } watch && readings.Count > 0)
        {
            Judge(watch, readings);
            LookBackWhenDue();
            await RepairAsync();
            Advance();
        }

        await FlushAsync();
    }

    private void Judge(RuleWatch watch, IReadOnlyList<Reading> readings)
    {
        _findings.Clear();
        var ordered = InOrder.Of(readings);
        for (var i = 0; i < ordered.Count; i++)
        {
            var reading = ordered[i];
            if (!_judged.Add(ReadingKey.Of(reading)))
            {
                continue;
            }

            // What is late here may be a repetition that an earlier activation stored and did not judge: history tells.
            // So may the newest be, which a repair took in before it was brought here.
            if (_dirty <= reading.Time || _repairing is not null || watch.IsNewest(reading) || !watch.TryJudge(reading, _findings))
            {
                if (reading.Time < watch.Binding.Since)
                {
                    // No rule judges it; windows look back on it. A backlog is taken in by one look back, not by one for each batch of it.
                    _gathering ??= Now();
                }
                else
                {
                    Dirty(reading.Time);
                }
            }
            else
            {
                _lag = Math.Clamp(reading.ReceivedAt - reading.Time, 0, 3_600_000);
            }
        }

        if (_dirty is { } from)
        {
            // From there on all is judged anew.
            _findings.RemoveAll(finding => finding.Outcome.Time >= from);
        }

        if (_findings.Count > 0)
        {
            _queue.Add(_findings, watch.Binding.Source, null);
        }
    }

    private void LookBackWhenDue()
    {
        if (_gathering <= Now() - GatherFor && _watch is { } watch)
        {
            _gathering = null;
            Dirty(watch.Binding.Since);
        }
    }

    private void Dirty(long from)
    {
        if (_dirty is null || from < _dirty)
        {
            _dirty = from;
        }
    }

    private void Advance()
    {
        if (_watch is { Soonest: { } deadline } watch && _dirty is null && _repairing is null && deadline <= Now() - _lag)
        {
            _findings.Clear();
            watch.Advance(Now() - _lag, _findings);
            _queue.Add(_findings, watch.Binding.Source, null);
        }
    }

    private async ValueTask BindAsync(long? first = null)
    {
        if (_book is not null && _generation == context.Books.Generation)
        {
            return;
        }

        var generation = context.Books.Generation;
        var book = await context.Books.OfAsync(farmId);
        if (_book == book)
        {
            _generation = generation;
            return;
        }

        (_book, _generation) = (book, generation);
        var binding = bind(book);
        if (binding is null || binding.IsEmpty)
        {
            _watch = null;
            _dirty = null;
            _gathering = null;
            return;
        }

        if (_restored is { } memory)
        {
            (_watch, _restored) = (RuleWatch.Restore(binding, memory, context.Peers.Of(farmId)), null);
            return;
        }

        if (_watch is { } before)
        {
            var last = before.LastTime;
            _watch = before.Rebind(binding);
            if (_watch.IsMissingPast)
            {
                Dirty(last + 1 ?? first ?? Now() - _lag);
            }

            return;
        }

        _watch = new RuleWatch(binding, context.Peers.Of(farmId));
        Dirty(first ?? Now() - _lag);
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
            while (_queue.Take() is { Count: > 0 } waiting)
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
                await alert.ReportAsync(reports[0]);
            }
            catch
            {
                _queue.Return(rule, reports);
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
    private partial void LogFailed(Exception exception, string source);
}
