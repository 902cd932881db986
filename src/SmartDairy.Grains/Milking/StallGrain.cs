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
public sealed partial class StallGrain(StallMeters meters, StallDesk desk, TimeProvider time, ILogger<StallGrain> log) : Grain, IStallGrain
{
    private const long Hour = 3_600_000;

    // A milking that began before the day is not told in part.
    private const long Margin = 2 * Hour;
    private const long Remembered = 24 * Hour;
    private const int MostRemembered = 512;
    private static readonly TimeSpan WhileRunning = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LateWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AgainWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, MilkingFold> _folds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MilkingSession> _held = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MilkingSession> _unsaved = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (long From, long To)> _late = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (long From, long To)> _again = new(StringComparer.Ordinal);
    private StallPlace _place = null!;
    private long _heldSince;
    private long _lateSince;
    private long _againSince;
    private IGrainTimer? _timer;
    private long _armed = long.MaxValue;
    private bool _whole;

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    public override async Task OnActivateAsync(CancellationToken cancellationToken) => _place = await meters.PlaceAsync(StallKey.Read(this.GetPrimaryKeyString()), cancellationToken);

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        desk.Hand(_place, [.. _held.Values, .. _unsaved.Values]);
        return Task.CompletedTask;
    }

    public async Task HearAsync(IReadOnlyList<Reading> stored)
    {
        try
        {
            foreach (var reading in stored)
            {
                if (reading is MilkingReading milking)
                {
                    (await FoldAsync(milking.DeviceId)).Add(milking);
                }
            }

            await SettleAsync();
        }
        catch (Exception e) when (IsPassing(e))
        {
            // What was not taken in is in history, and a fold that was not made has it when it is.
            _whole = false;
            TryLater(e);
        }
    }

    public async Task<StallSnapshot> GetAsync(long since)
    {
        await FoldAllAsync();
        await SettleAsync();
        var milkings = _folds.Values.SelectMany(fold => fold.Since(since)).OrderBy(milking => milking.StartedAt).Select(milking => _place.Of(milking) with { Curve = [], Quarters = [] });
        var newest = _folds.Values.Select(fold => fold.Newest).OfType<MilkingSession>().MaxBy(milking => milking.StartedAt);
        return new StallSnapshot(_place.FarmId, _place.ParlorId, _place.StallId, newest is null ? null : _place.Of(newest), [.. milkings]);
    }

    private async ValueTask FoldAllAsync()
    {
        if (!_whole)
        {
            foreach (var meter in await meters.AtAsync(_place))
            {
                await FoldAsync(meter);
            }

            _whole = true;
        }
    }

    /// <summary>A meter's fold, with the last day in it.</summary>
    private async ValueTask<MilkingFold> FoldAsync(string deviceId)
    {
        if (_folds.TryGetValue(deviceId, out var known))
        {
            return known;
        }

        var now = Now;
        var fold = new MilkingFold(_place.Days, new() { Remembered = MostRemembered });
        await meters.TellAsync(_place, deviceId, now - Remembered - Margin, long.MaxValue, fold.Add);
        fold.Forget(now - Remembered);
        fold.Advance(now);
        await desk.RepairAsync(_place, fold.Take());
        _folds.Add(deviceId, fold);
        return fold;
    }

    private async Task SettleAsync()
    {
        var now = Now;
        foreach (var (device, fold) in _folds)
        {
            fold.Advance(now);
            foreach (var milking in fold.Take())
            {
                Sort(milking, now);
            }

            foreach (var began in fold.TakeLate())
            {
                _lateSince = _late.Count == 0 ? now : _lateSince;
                var span = _late.TryGetValue(device, out var known) ? known : (From: began, To: began);
                _late[device] = (Math.Min(span.From, began), Math.Max(span.To, began));
            }
        }

        if (_held.Count > 0 && now - _heldSince >= WhileRunning.TotalMilliseconds)
        {
            foreach (var milking in _held.Values)
            {
                _unsaved[milking.Id] = milking;
            }

            _held.Clear();
        }

        if (_unsaved.Count > 0)
        {
            await desk.KeepAsync(_place, [.. _unsaved.Values]);
            _unsaved.Clear();
        }

        Arm(now);
    }

    private void Sort(MilkingSession milking, long now)
    {
        if (milking.State == MilkingState.Running && !milking.Retracted && desk.Told(milking.Id))
        {
            _heldSince = _held.Count == 0 ? now : _heldSince;
            _held[milking.Id] = milking;
            return;
        }

        _held.Remove(milking.Id);
        _unsaved[milking.Id] = milking;
    }

    private async Task FoldLateAsync()
    {
        foreach (var (device, span) in _late.ToArray())
        {
            await FoldAnewAsync(device, span);
            _late.Remove(device);

            // Other stalls were late too, and what they stored meanwhile tells more of her intervals.
            var known = _again.GetValueOrDefault(device, span);
            (_again[device], _againSince) = ((Math.Min(span.From, known.From), Math.Max(span.To, known.To)), Now);
        }
    }

    /// <summary>All milkings between the first and the last that something came late for, from history.</summary>
    private async Task FoldAnewAsync(string device, (long From, long To) span)
    {
        var fold = new MilkingFold(_place.Days, new() { Remembered = int.MaxValue });
        await meters.TellAsync(_place, device, span.From - Margin - Hour, span.To + Margin + Hour, fold.Add);
        fold.Advance(Now);
        await desk.RepairAsync(_place, [.. fold.Take().Where(milking => milking.StartedAt >= span.From - Hour && milking.StartedAt <= span.To + Hour)]);
    }

    private void Arm(long now)
    {
        var due = long.MaxValue;
        foreach (var fold in _folds.Values)
        {
            due = Math.Min(due, fold.NextDeadline ?? long.MaxValue);
        }

        due = _held.Count > 0 ? Math.Min(due, _heldSince + (long)WhileRunning.TotalMilliseconds) : due;
        due = _late.Count > 0 ? Math.Min(due, _lateSince + (long)LateWait.TotalMilliseconds) : due;
        due = _again.Count > 0 ? Math.Min(due, _againSince + (long)AgainWait.TotalMilliseconds) : due;
        if (due < _armed)
        {
            ArmFor(due, now);
        }
    }

    private void ArmFor(long due, long now)
    {
        _timer?.Dispose();
        _armed = due;
        _timer = this.RegisterGrainTimer(
            static (grain, _) => grain.TickAsync(),
            this,
            new GrainTimerCreationOptions(TimeSpan.FromMilliseconds(Math.Max(1, due - now)), Timeout.InfiniteTimeSpan) { KeepAlive = true });
    }

    private async Task TickAsync()
    {
        _armed = long.MaxValue;
        try
        {
            if (_late.Count > 0 && Now - _lateSince >= LateWait.TotalMilliseconds)
            {
                await FoldLateAsync();
            }

            if (_again.Count > 0 && Now - _againSince >= AgainWait.TotalMilliseconds)
            {
                foreach (var (device, span) in _again.ToArray())
                {
                    await FoldAnewAsync(device, span);
                    _again.Remove(device);
                }
            }

            await FoldAllAsync();
            await SettleAsync();
        }
        catch (Exception e) when (IsPassing(e))
        {
            TryLater(e);
        }
    }

    private static bool IsPassing(Exception e) => e is HistoryUnavailableException or TimeoutException or OrleansException;

    private void TryLater(Exception e)
    {
        LogLater(this.GetPrimaryKeyString(), e.Message);
        ArmFor(Now + (long)Retry.TotalMilliseconds, Now);
    }

    [LoggerMessage(2801, LogLevel.Warning, "What was milked at stall {Stall} cannot be put together now ({Reason}); it is tried again")]
    private partial void LogLater(string stall, string reason);
}
