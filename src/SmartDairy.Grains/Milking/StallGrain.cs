using Microsoft.Extensions.Logging;
using SmartDairy.Contracts.Milking;
using SmartDairy.Contracts.Readings;
using SmartDairy.History;
using SmartDairy.Husbandry.Milking;

namespace SmartDairy.Grains.Milking;

/// <summary>
/// One milking stall. It puts its meter's messages together into milkings and writes each down when it is over, while it runs every ten seconds. It owns no state: when it wakes it folds
/// the last day from history again, and writes what is not stored as it should be. What comes later than it remembers is folded anew, all of it at once, some seconds after.
/// </summary>
[GrainType("stall")]
public sealed partial class StallGrain(MilkMeterHistory meters, MilkingRecorder recorder, TimeProvider time, ILogger<StallGrain> log) : Grain, IStallGrain
{
    private const long Hour = 3_600_000;

    // A milking that began before the day is not told in part.
    private const long LeadMs = 2 * Hour;
    private const long WindowMs = 24 * Hour;
    private const int MaxRememberedMilkings = 512;
    private static readonly TimeSpan RunningWriteInterval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LateWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SecondPassDelay = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, MilkingFold> _folds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MilkingSession> _runningMilkings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MilkingSession> _unsaved = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (long From, long To)> _late = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (long From, long To)> _secondPass = new(StringComparer.Ordinal);
    private StallLocation _stall = null!;
    private long _runningSince;
    private long _lateSince;
    private long _secondPassSince;
    private IGrainTimer? _timer;
    private long _timerDueAt = long.MaxValue;
    private bool _allFoldsLoaded;

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    public override async Task OnActivateAsync(CancellationToken cancellationToken) => _stall = await meters.GetStallAsync(StallKey.Parse(this.GetPrimaryKeyString()), cancellationToken);

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        recorder.QueueWrite(_stall, [.. _runningMilkings.Values, .. _unsaved.Values]);
        return Task.CompletedTask;
    }

    public async Task AddReadingsAsync(IReadOnlyList<Reading> readings)
    {
        try
        {
            foreach (var reading in readings)
            {
                if (reading is MilkingReading milking)
                {
                    (await GetFoldAsync(milking.DeviceId)).Add(milking);
                }
            }

            await AdvanceAsync();
        }
        catch (Exception e) when (IsTransient(e))
        {
            // What was not taken in is in history, and a fold that was not made has it when it is.
            _allFoldsLoaded = false;
            ScheduleRetry(e);
        }
    }

    public async Task<StallSnapshot> GetAsync(long since)
    {
        await LoadAllFoldsAsync();
        await AdvanceAsync();
        var milkings = _folds.Values.SelectMany(fold => fold.EmittedSince(since)).OrderBy(milking => milking.StartedAt).Select(milking => _stall.WithStall(milking) with { Curve = [], Quarters = [] });
        var newest = _folds.Values.Select(fold => fold.Newest).OfType<MilkingSession>().MaxBy(milking => milking.StartedAt);
        return new StallSnapshot(_stall.FarmId, _stall.ParlorId, _stall.StallId, newest is null ? null : _stall.WithStall(newest), [.. milkings]);
    }

    private async ValueTask LoadAllFoldsAsync()
    {
        if (!_allFoldsLoaded)
        {
            foreach (var meter in await meters.GetMetersOfStallAsync(_stall))
            {
                await GetFoldAsync(meter);
            }

            _allFoldsLoaded = true;
        }
    }

    /// <summary>A meter's fold, with the last day in it.</summary>
    private async ValueTask<MilkingFold> GetFoldAsync(string deviceId)
    {
        if (_folds.TryGetValue(deviceId, out var known))
        {
            return known;
        }

        var now = Now;
        var fold = new MilkingFold(_stall.FarmDays, new() { MaxMilkings = MaxRememberedMilkings });
        await meters.ReplayAsync(_stall, deviceId, now - WindowMs - LeadMs, long.MaxValue, fold.Add);
        fold.ForgetUntil(now - WindowMs);
        fold.Advance(now);
        await recorder.RecordChangedAsync(_stall, fold.DrainMilkings());
        _folds.Add(deviceId, fold);
        return fold;
    }

    private async Task AdvanceAsync()
    {
        var now = Now;
        foreach (var (device, fold) in _folds)
        {
            fold.Advance(now);
            foreach (var milking in fold.DrainMilkings())
            {
                QueueMilking(milking, now);
            }

            foreach (var began in fold.DrainLateStarts())
            {
                _lateSince = _late.Count == 0 ? now : _lateSince;
                var span = _late.TryGetValue(device, out var known) ? known : (From: began, To: began);
                _late[device] = (Math.Min(span.From, began), Math.Max(span.To, began));
            }
        }

        if (_runningMilkings.Count > 0 && now - _runningSince >= RunningWriteInterval.TotalMilliseconds)
        {
            foreach (var milking in _runningMilkings.Values)
            {
                _unsaved[milking.Id] = milking;
            }

            _runningMilkings.Clear();
        }

        if (_unsaved.Count > 0)
        {
            await recorder.RecordAsync(_stall, [.. _unsaved.Values]);
            _unsaved.Clear();
        }

        Arm(now);
    }

    private void QueueMilking(MilkingSession milking, long now)
    {
        if (milking.State == MilkingState.Running && !milking.Retracted && recorder.WasRecorded(milking.Id))
        {
            _runningSince = _runningMilkings.Count == 0 ? now : _runningSince;
            _runningMilkings[milking.Id] = milking;
            return;
        }

        _runningMilkings.Remove(milking.Id);
        _unsaved[milking.Id] = milking;
    }

    private async Task RefoldLateAsync()
    {
        foreach (var (device, span) in _late.ToArray())
        {
            await RefoldAsync(device, span);
            _late.Remove(device);

            // Other stalls were late too, and what they stored meanwhile tells more of her intervals.
            var known = _secondPass.GetValueOrDefault(device, span);
            (_secondPass[device], _secondPassSince) = ((Math.Min(span.From, known.From), Math.Max(span.To, known.To)), Now);
        }
    }

    /// <summary>All milkings between the first and the last that something came late for, from history.</summary>
    private async Task RefoldAsync(string device, (long From, long To) span)
    {
        var fold = new MilkingFold(_stall.FarmDays, new() { MaxMilkings = int.MaxValue });
        await meters.ReplayAsync(_stall, device, span.From - LeadMs - Hour, span.To + LeadMs + Hour, fold.Add);
        fold.Advance(Now);
        await recorder.RecordChangedAsync(_stall, [.. fold.DrainMilkings().Where(milking => milking.StartedAt >= span.From - Hour && milking.StartedAt <= span.To + Hour)]);
    }

    private void Arm(long now)
    {
        var due = long.MaxValue;
        foreach (var fold in _folds.Values)
        {
            due = Math.Min(due, fold.NextDeadline ?? long.MaxValue);
        }

        due = _runningMilkings.Count > 0 ? Math.Min(due, _runningSince + (long)RunningWriteInterval.TotalMilliseconds) : due;
        due = _late.Count > 0 ? Math.Min(due, _lateSince + (long)LateWait.TotalMilliseconds) : due;
        due = _secondPass.Count > 0 ? Math.Min(due, _secondPassSince + (long)SecondPassDelay.TotalMilliseconds) : due;
        if (due < _timerDueAt)
        {
            ArmAt(due, now);
        }
    }

    private void ArmAt(long due, long now)
    {
        _timer?.Dispose();
        _timerDueAt = due;
        _timer = this.RegisterGrainTimer(
            static (grain, _) => grain.TickAsync(),
            this,
            new GrainTimerCreationOptions(TimeSpan.FromMilliseconds(Math.Max(1, due - now)), Timeout.InfiniteTimeSpan) { KeepAlive = true });
    }

    private async Task TickAsync()
    {
        _timerDueAt = long.MaxValue;
        try
        {
            if (_late.Count > 0 && Now - _lateSince >= LateWait.TotalMilliseconds)
            {
                await RefoldLateAsync();
            }

            if (_secondPass.Count > 0 && Now - _secondPassSince >= SecondPassDelay.TotalMilliseconds)
            {
                foreach (var (device, span) in _secondPass.ToArray())
                {
                    await RefoldAsync(device, span);
                    _secondPass.Remove(device);
                }
            }

            await LoadAllFoldsAsync();
            await AdvanceAsync();
        }
        catch (Exception e) when (IsTransient(e))
        {
            ScheduleRetry(e);
        }
    }

    private static bool IsTransient(Exception e) => e is HistoryUnavailableException or TimeoutException or OrleansException;

    private void ScheduleRetry(Exception e)
    {
        LogFoldFailed(this.GetPrimaryKeyString(), e.Message);
        ArmAt(Now + (long)Retry.TotalMilliseconds, Now);
    }

    [LoggerMessage(2801, LogLevel.Warning, "What was milked at stall {Stall} cannot be put together now ({Reason}); it is tried again")]
    private partial void LogFoldFailed(string stall, string reason);
}
